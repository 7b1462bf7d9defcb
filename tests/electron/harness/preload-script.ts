/**
 * The built preload as a script that runs before the page's own, with Electron's two objects made of what Playwright
 * puts into the page. It shares the page's world, where Electron gives it one of its own.
 */
export const preloadScript = (preload: string): string => `(() => {
  const electron = {
    contextBridge: {
      exposeInMainWorld: (key, api) =>
        Object.defineProperty(window, key, { value: Object.freeze(api), enumerable: true }),
    },
    ipcRenderer: { invoke: (channel, ...values) => window.electronInvoke(channel, values) },
  };
  const require = (name) => {
    if (name !== 'electron') throw new Error('a sandboxed preload cannot load ' + name);
    return electron;
  };
  (function (require, module, exports) {
    ${preload}
  })(require, { exports: {} }, {});
})();`;
