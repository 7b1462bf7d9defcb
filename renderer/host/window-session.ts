import type { Platform } from '../till/platform.ts';

/**
 * Who is signed in, in two places. The window's own storage lives and dies with it, but is copied into a window opened
 * from it and into a duplicate. What the windows share says what has become of it since: a copy made before the lock, a
 * sign-out or the next one's sign-in counts no more.
 */
export function windowSession(own: Storage, shared: Storage, key: string): Platform['session'] {
  return {
    read() {
      const text = own.getItem(key);
      return text === shared.getItem(key) ? text : null;
    },
    write(value) {
      // First off with the old one, which may be unlocked: it must not stay where there is no room for the new one.
      for (const storage of [shared, own]) storage.removeItem(key);
      if (value === null) return;
      try {
        for (const storage of [shared, own]) storage.setItem(key, value);
      } catch {
        // No room: then a reload asks who is there, and whoever is goes on.
      }
    },
  };
}
