/** In place of plugins of the server that watch real time or only add headers. */
// biome-ignore lint/style/noDefaultExport: it is what the plugin exports
export default async function noPlugin(): Promise<void> {}
