// Reads a file as a stream, hashes it and waits for a timer and a child.
// ./cofferdam run examples/ordinary/streams.js
const { createHash } = require("node:crypto");
const { createReadStream, writeFileSync } = require("node:fs");
const { execFile } = require("node:child_process");

writeFileSync("/tmp/data.bin", Buffer.alloc(1 << 20, 1));
const hash = createHash("sha256");
createReadStream("/tmp/data.bin").pipe(hash).on("finish", () => {
  console.log(hash.digest("hex").slice(0, 8));
  setTimeout(() => execFile("uname", (error, stdout) => console.log(error ?? stdout.trim())), 10);
});
