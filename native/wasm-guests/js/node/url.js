// node:url and node:querystring.
import { inspect } from '../language/inspect.js';
import { coded } from './invalid.js';
import * as path from './path.js';

export function fileURLToPath(value) {
  const url = typeof value === 'string' ? new URL(value) : value;
  if (url.protocol !== 'file:') throw coded(TypeError, 'ERR_INVALID_URL_SCHEME', 'The URL must be of scheme file');
  return decodeURIComponent(url.pathname);
}

export const pathToFileURL = (file) =>
  new URL(`file://${path.resolve(file).split('/').map(encodeURIComponent).join('/')}${file.endsWith('/') ? '/' : ''}`);

// The old parser, as far as people still use it.
export function parse(text, withQuery = false) {
  const match = /^([a-z][a-z0-9+.-]*:)?(\/\/)?(?:([^@/?#]*)@)?([^/?#:]*)(?::(\d+))?([^?#]*)(\?[^#]*)?(#.*)?$/i.exec(text);
  const [, protocol = null, slashes, auth = null, hostname, port = null, pathname, search = null, hash = null] = match;
  const hasHost = slashes !== undefined;
  const name = hasHost ? hostname : null;
  const file = (hasHost ? '' : hostname) + (pathname || (hasHost ? '/' : ''));
  return { protocol, slashes: hasHost || null, auth, host: hasHost ? hostname + (port ? `:${port}` : '') : null, port, hostname: name, hash, search,
    query: withQuery ? querystring.parse((search ?? '').slice(1)) : search === null ? null : search.slice(1),
    pathname: file || null, path: file + (search ?? '') || null, href: text };
}

export const format = (value) => (typeof value === 'string' || value instanceof URL ? String(value)
  : `${value.protocol ?? ''}${value.slashes || value.host ? '//' : ''}${value.auth ? `${value.auth}@` : ''}${value.host ?? (value.hostname ?? '') + (value.port ? `:${value.port}` : '')}${value.pathname ?? ''}${value.search ?? (value.query ? `?${querystring.stringify(value.query)}` : '')}${value.hash ?? ''}`);

export const resolve = (from, to) => {
  const base = new URL(from, 'resolve://');
  const whole = new URL(to, base);
  return whole.protocol === 'resolve:' ? whole.pathname + whole.search + whole.hash : whole.href;
};

const unescape = (text) => {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
};

export const querystring = {
  escape: (text) => encodeURIComponent(text),
  unescape,
  stringify: (values, separator = '&', equals = '=') => Object.entries(values ?? {})
    .flatMap(([key, value]) => [value].flat().map((one) => `${encodeURIComponent(key)}${equals}${encodeURIComponent(one ?? '')}`)).join(separator),
  parse(text, separator = '&', equals = '=') {
    const values = Object.create(null);
    for (const part of text.split(separator)) {
      if (part === '') continue;
      const [key, ...rest] = part.split(equals).map(unescape);
      const value = rest.join(equals);
      values[key] = key in values ? [values[key], value].flat() : value;
    }
    return values;
  },
};
querystring.encode = querystring.stringify;
querystring.decode = querystring.parse;

const FIELDS = ['href', 'origin', 'protocol', 'username', 'password', 'host', 'hostname', 'port', 'pathname', 'search', 'searchParams', 'hash'];
const EngineUrl = globalThis.URL;

// The engine's, with node's error and looks.
class URL extends EngineUrl {
  constructor(input, base) {
    try {
      super(input, base);
    } catch {
      throw Object.assign(coded(TypeError, 'ERR_INVALID_URL', 'Invalid URL'), { input: String(input), ...(base === undefined ? {} : { base: String(base) }) });
    }
  }

  static canParse(input, base) {
    try {
      return Boolean(new EngineUrl(input, base));
    } catch {
      return false;
    }
  }

  [inspect.custom](depth, options) {
    if (depth < 0) return '[URL]';
    return `URL ${inspect(Object.fromEntries(FIELDS.map((name) => [name, this[name]])), options)}`;
  }
}

globalThis.URL = URL;
Object.defineProperty(URLSearchParams.prototype, inspect.custom, {
  value(depth, options) {
    const all = [...this].map(([key, value]) => `${inspect(key, options)} => ${inspect(value, options)}`);
    return all.length === 0 ? 'URLSearchParams {}' : `URLSearchParams { ${all.join(', ')} }`;
  },
});

export default { URL, URLSearchParams, fileURLToPath, pathToFileURL, parse, format, resolve };
