// Classes: private members, statics, accessors, inheritance, mixins, Symbol methods.
class Account {
  #balance = 0;
  static #count = 0;
  static made() { return Account.#count; }
  constructor(owner) { this.owner = owner; Account.#count++; }
  get balance() { return this.#balance; }
  set balance(v) { throw new TypeError('read only'); }
  deposit(n) { if (n <= 0) throw new RangeError('bad amount'); this.#balance += n; return this; }
  #secret() { return 'secret'; }
  reveal() { return this.#secret(); }
  static isAccount(o) { return #balance in o; }
  static { this.ready = true; }
}
class Savings extends Account {
  rate = 0.05;
  deposit(n) { super.deposit(n); return this; }
  toString() { return `Savings(${this.owner}: ${this.balance})`; }
  get [Symbol.toStringTag]() { return 'Savings'; }
  *[Symbol.iterator]() { yield this.owner; yield this.balance; }
  [Symbol.toPrimitive](hint) { return hint === 'number' ? this.balance : `${this.owner}!`; }
}
const s = new Savings('ann').deposit(10).deposit(5);
console.log(s, `${s}`, +s, [...s], s.reveal(), Account.made(), Account.ready, Account.isAccount(s), Account.isAccount({}), s instanceof Account, Object.prototype.toString.call(s));
for (const f of [() => s.deposit(-1), () => { s.balance = 3; }, () => Account(), () => new (class extends null {})()]) try { f(); } catch (e) { console.log(e.constructor.name); }
const Flying = (Base) => class extends Base { fly() { return `${this.owner} flies`; } };
console.log(new (Flying(Account))('bob').fly(), Savings.name, Object.getOwnPropertyNames(Account.prototype), Savings.__proto__ === Account);
class Temp { static fromF(f) { return new this((f - 32) / 1.8); } constructor(c) { this.c = c; } }
console.log(Temp.fromF(212), typeof Temp, new.target === undefined);
