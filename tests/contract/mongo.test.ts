import { describe, test } from 'vitest';
import { mongoOfThisRun } from '../provide/mongo.ts';
import { describeCentralStore } from './central-store.contract.ts';
import { declareBiTests } from './mongo-bi.contract.ts';
import { declareMongoCrashTests } from './mongo-crash.contract.ts';
import { provideMongoDatabase } from './mongo-database.ts';
import { declareMongoElectionTests } from './mongo-election.contract.ts';
import { declareMongoOutageTests } from './mongo-outage.contract.ts';
import { describeProcesses } from './processes.contract.ts';

const mongo = mongoOfThisRun();

if ('uri' in mongo) {
  const provide = () => provideMongoDatabase(mongo);
  describeCentralStore('MongoDB', provide);
  describeProcesses('MongoDB', provide);
  describe('MongoDB as head office reads it', () => declareBiTests(provide));
  describe('MongoDB when a node or the network fails', () => {
    declareMongoCrashTests(provide);
    declareMongoElectionTests(provide);
    declareMongoOutageTests(provide);
  });
} else {
  test('CentralStore over MongoDB', ({ skip }) => skip(mongo.skipped));
}
