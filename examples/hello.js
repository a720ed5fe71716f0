// The same for JavaScript: the file's ending picks the interpreter.
// ./cofferdam run examples/hello.js
console.log("Hello from inside the cofferdam.");
