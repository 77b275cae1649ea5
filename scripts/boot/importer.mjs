// Does one job of an import for the server, in a process of its own (lib/jobs/apart.ts). When the server is gone, even killed outright, so is this.
process.on("disconnect", () => process.exit(1));
delete process.env.WEIR_IMPORTER;
const { loadTypeScript } = await import("./typescript.mjs");
const { main } = await loadTypeScript("scripts/weir/importer.ts");
await main([]);
