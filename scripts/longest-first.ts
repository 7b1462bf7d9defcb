import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Short files that take minutes: Vitest sorts by size, so it would start them last and end with one running alone. */
const longest = ['tests/crash/server-kills', 'tests/simulation/', 'tests/contract/mongo.'];

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.sort((a, b) => place(a) - place(b));
  }
}

function place({ moduleId }: TestSpecification): number {
  const at = longest.findIndex((part) => moduleId.includes(part));
  return at < 0 ? longest.length : at;
}
