import { describe } from 'vitest';
import { describeCentralStore } from './central-store.contract.ts';
import { describeProcesses } from './processes.contract.ts';
import { provideSqlite } from './sqlite-database.ts';
import { declareSqliteFileTests } from './sqlite-file.contract.ts';

describeCentralStore('SQLite', provideSqlite);
describeProcesses('SQLite', provideSqlite);
describe('SQLite as a file', () => declareSqliteFileTests(provideSqlite));
