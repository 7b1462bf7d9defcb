import type { CollectionName } from '../../shared/schema/collections.ts';

/**
 * Fields that `signOfLife` sets beside the posted ones. A block's document carries them as they were when it was
 * loaded, so replacing a document leaves them as they stand: posting owns them only in a document that it creates.
 */
export const signsOfLife: Partial<Record<CollectionName, readonly string[]>> = {
  users: ['last_login'],
  pos_devices: ['last_seen', 'unsent', 'pos_version'],
};

/** Throws where one of the fields is posted. */
export function requireSignsOfLife(collection: CollectionName, fields: readonly string[]): void {
  const posted = fields.find((field) => !signsOfLife[collection]?.includes(field));
  if (posted !== undefined) throw new Error(`${collection}.${posted} is not a sign of life`);
}
