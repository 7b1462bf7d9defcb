const noNetwork =
  /\b(?:ENOTFOUND|EAI_AGAIN|ENETUNREACH|ECONNREFUSED|ECONNRESET|ETIMEDOUT)\b(?:.*?\b([a-z0-9-]+(?:\.[a-z0-9-]+)+))?/;

/**
 * What electron-builder says, line by line, without what only its makers can read: a download that is not possible here
 * is one sentence. Null where nothing is said.
 */
export function createInstallerWords(): (line: string) => string | null {
  let isTrace = false;
  return (line) => {
    if (line.includes('⨯')) {
      const offline = noNetwork.exec(line);
      isTrace = offline !== null;
      if (!offline) return line;
      const source = offline[1] ?? 'their source';
      return `No installers: Electron and the tools that pack it are fetched from ${source}, which does not answer. Connect this computer to the internet, or name a mirror in ELECTRON_MIRROR, then try again.`;
    }
    return isTrace && /^\s+at /.test(line) ? null : line;
  };
}
