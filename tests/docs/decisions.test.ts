import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, test } from 'vitest';

const folder = 'docs/decisions';
const index = readFileSync(`${folder}/README.md`, 'utf8');
const notes = globSync(`${folder}/*.md`)
  .map((path) => basename(path))
  .filter((name) => name !== 'README.md')
  .sort();

/** Title and file of each line of the index. */
const listed = [...index.matchAll(/^- \[([^\]]+)\]\(([^)]+)\)\. \S/gm)].map(([, title = '', file = '']) => ({
  title,
  file,
}));

describe('docs/decisions', () => {
  test('each note has one line in the index, which says more than its title', () => {
    expect(listed.map(({ file }) => file).sort()).toEqual(notes);
  });

  test.each(notes)('%s: title as in the index, then date and status', (name) => {
    const [heading, , date, status, empty] = readFileSync(`${folder}/${name}`, 'utf8').split('\n');
    expect(heading).toBe(`# ${listed.find(({ file }) => file === name)?.title}`);
    expect(date).toMatch(/^Date: \d{4}-\d{2}-\d{2}$/);
    expect(status).toMatch(/^Status: (accepted|replaced by \[.+\]\(.+\.md\))$/);
    expect(empty).toBe('');
  });
});
