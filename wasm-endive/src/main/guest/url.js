// URL and URLSearchParams, as far as programs take addresses apart: no punycode, no percent-encoding of hosts.

const FORM = /^([a-z][a-z0-9+.-]*:)(?:\/\/(?:([^:@/?#]*)(?::([^@/?#]*))?@)?(\[[^\]]*\]|[^:/?#]*)(?::(\d*))?)?([^?#]*)(\?[^#]*)?(#.*)?$/is;
const PORTS = { 'http:': '80', 'https:': '443', 'ftp:': '21', 'ws:': '80', 'wss:': '443' };
const isSpecial = (protocol) => protocol in PORTS || protocol === 'file:';
const encoded = (text, kept) => Array.from(text, (char) => (kept.test(char) ? char : encodeURIComponent(char))).join('');
const PATH = /[!$%&'()*+,./0-9:;=@A-Z[\]_a-z~|^\\-]/;
const QUERY = /[!$%&()*+,./0-9:;=?@A-Z[\\\]^_`a-z{|}~-]/;

const formEncoded = (text) => encodeURIComponent(text).replace(/%20/g, '+')
  .replace(/[!'()~]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);

function formDecoded(text) {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}

export class URLSearchParams {
  #pairs = [];
  #changed;

  constructor(init = '', changed = () => {}) {
    this.#changed = changed;
    if (typeof init === 'string') {
      for (const part of init.replace(/^\?/, '').split('&')) {
        if (part === '') continue;
        const at = part.includes('=') ? part.indexOf('=') : part.length;
        this.#pairs.push([formDecoded(part.slice(0, at)), formDecoded(part.slice(at + 1))]);
      }
    } else {
      const pairs = typeof init[Symbol.iterator] === 'function' ? [...init] : Object.entries(init);
      this.#pairs = pairs.map(([name, value]) => [`${name}`, `${value}`]);
    }
  }

  get size() { return this.#pairs.length; }
  get(name) { return this.#pairs.find(([own]) => own === `${name}`)?.[1] ?? null; }
  getAll(name) { return this.#pairs.filter(([own]) => own === `${name}`).map(([, value]) => value); }
  has(name) { return this.#pairs.some(([own]) => own === `${name}`); }
  append(name, value) { this.#pairs.push([`${name}`, `${value}`]); this.#changed(`${this}`); }
  delete(name) { this.#pairs = this.#pairs.filter(([own]) => own !== `${name}`); this.#changed(`${this}`); }
  sort() { this.#pairs.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)); this.#changed(`${this}`); }

  set(name, value) {
    const at = this.#pairs.findIndex(([own]) => own === `${name}`);
    const others = this.#pairs.filter(([own]) => own !== `${name}`);
    others.splice(at < 0 ? others.length : at, 0, [`${name}`, `${value}`]);
    this.#pairs = others;
    this.#changed(`${this}`);
  }

  forEach(call) { for (const [name, value] of this.#pairs) call(value, name, this); }
  keys() { return this.#pairs.map(([name]) => name).values(); }
  values() { return this.#pairs.map(([, value]) => value).values(); }
  entries() { return this.#pairs.map((pair) => [...pair]).values(); }
  [Symbol.iterator]() { return this.entries(); }
  toString() { return this.#pairs.map(([name, value]) => `${formEncoded(name)}=${formEncoded(value)}`).join('&'); }
}

function withoutDots(path) {
  const parts = [];
  const all = path.split('/');
  all.forEach((part, at) => {
    if (part === '..') {
      if (parts.length > 1) parts.pop();
      if (at === all.length - 1) parts.push('');
    } else if (part !== '.') parts.push(part);
    else if (at === all.length - 1) parts.push('');
  });
  return parts.join('/');
}

function resolved(text, base) {
  if (base === undefined || /^[a-z][a-z0-9+.-]*:/i.test(text)) return text;
  const from = new URL(base);
  const root = `${from.protocol}//${from.username ? `${from.username}${from.password ? `:${from.password}` : ''}@` : ''}${from.host}`;
  if (text.startsWith('//')) return from.protocol + text;
  if (text.startsWith('/')) return root + text;
  if (text === '') return root + from.pathname + from.search;
  if (text.startsWith('?')) return root + from.pathname + text;
  if (text.startsWith('#')) return root + from.pathname + from.search + text;
  return root + from.pathname.replace(/[^/]*$/, '') + text;
}

export class URL {
  constructor(text, base) {
    const match = FORM.exec(resolved(`${text}`.trim(), base));
    const protocol = match?.[1].toLowerCase();
    const isBare = match !== null && isSpecial(protocol) && protocol !== 'file:' && !match[4];
    if (match === null || isBare || Number(match[5] ?? 0) > 65535) {
      throw Object.assign(new TypeError('Invalid URL'), { code: 'ERR_INVALID_URL', input: `${text}` });
    }
    const [, , username = '', password = '', host = '', port = '', path = '', search = '', hash = ''] = match;
    const parts = {
      protocol, username, password, hash: hash === '#' ? '' : hash,
      hostname: isSpecial(protocol) ? host.toLowerCase() : host, port: port === PORTS[protocol] ? '' : port,
      pathname: isSpecial(protocol) ? withoutDots(encoded(path, PATH) || '/') : path,
    };
    for (const [name, value] of Object.entries(parts)) this[name] = value;
    const query = { text: search === '?' ? '' : encoded(search, QUERY) };
    const params = new URLSearchParams(query.text, (now) => { query.text = now === '' ? '' : `?${now}`; });
    Object.defineProperty(this, 'search', { get: () => query.text, set: (now) => { query.text = `${now}`.replace(/^(?=[^?])/, '?'); }, enumerable: true });
    Object.defineProperty(this, 'searchParams', { value: params, enumerable: true });
    Object.defineProperty(this, 'slashes', { value: match[4] !== undefined, enumerable: false });
  }

  get host() { return this.hostname + (this.port === '' ? '' : `:${this.port}`); }
  get origin() { return this.protocol in PORTS ? `${this.protocol}//${this.host}` : 'null'; }

  get href() {
    const login = this.username === '' ? '' : `${this.username}${this.password === '' ? '' : `:${this.password}`}@`;
    return `${this.protocol}${this.slashes ? '//' : ''}${login}${this.host}${this.pathname}${this.search}${this.hash}`;
  }

  toString() { return this.href; }
  toJSON() { return this.href; }

  static canParse(text, base) {
    try {
      return new URL(text, base) !== null;
    } catch {
      return false;
    }
  }
}
