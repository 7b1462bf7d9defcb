import { type CollectionName, traitsOf } from '../../shared/schema/collections.ts';

/**
 * Fields that `signOfLife` sets beside the posted ones. A block's document carries them as they were when it was
 * loaded, so replacing a document leaves them as they stand: posting owns them only in a document that it creates.
 */
export const signsOfLifeOf = (collection: CollectionName): readonly string[] =>
  Object.keys(traitsOf(collection).signsOfLife);

/** Throws where one of the fields is posted. */
export function requireSignsOfLife(collection: CollectionName, fields: readonly string[]): void {
  const posted = fields.find((field) => !signsOfLifeOf(collection).includes(field));
  if (posted !== undefined) throw new Error(`${collection}.${posted} is not a sign of life`);
}
