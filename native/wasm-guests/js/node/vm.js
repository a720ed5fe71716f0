// node:vm: no contexts of their own, only this one.

const run = (code, names = {}) => {
  const keys = Object.keys(names);
  try {
    return new Function(...keys, `return eval(${JSON.stringify(code)})`)(...keys.map((key) => names[key]));
  } catch (error) {
    throw error;
  }
};

class Script {
  constructor(code) { this.code = code; }
  runInThisContext() { return (0, eval)(this.code); }
  runInNewContext(names) { return run(this.code, names); }
  runInContext(names) { return run(this.code, names); }
}

export default { Script, createContext: (names = {}) => names, isContext: () => true, runInThisContext: (code) => (0, eval)(code), runInNewContext: run, runInContext: run };
