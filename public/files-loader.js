// Starts what saves and opens files: on the page, where it takes up what was asked for meanwhile, and in its worker.
import start, { answer } from "./files.js";
await start();
if (self.cubeboardFiles) answer(self.cubeboardFiles);
