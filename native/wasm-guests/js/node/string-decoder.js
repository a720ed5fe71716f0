// node:string_decoder: bytes to text, where a character may be cut in two.
import { Buffer } from './buffer.js';
import { encodingName } from './encodings.js';

export class StringDecoder {
  constructor(encoding = 'utf8') {
    this.encoding = encodingName(encoding) ?? 'utf8';
    Object.defineProperty(this, 'rest', { value: Buffer.alloc(0), writable: true, enumerable: false });
    Object.defineProperty(this, 'decoder', { value: new TextDecoder('utf-8', { ignoreBOM: true }), enumerable: false });
  }

  write(bytes) {
    if (typeof bytes === 'string') return bytes;
    if (this.encoding === 'utf8') return this.decoder.decode(bytes, { stream: true });
    const unit = { utf16le: 2, base64: 3, base64url: 3 }[this.encoding] ?? 1;
    const all = Buffer.concat([this.rest, bytes]);
    const whole = all.length - (all.length % unit);
    this.rest = Buffer.from(all.subarray(whole));
    return all.toString(this.encoding, 0, whole);
  }

  end(bytes) {
    const text = bytes === undefined ? '' : this.write(bytes);
    if (this.encoding === 'utf8') return text + this.decoder.decode();
    const rest = this.rest.toString(this.encoding);
    this.rest = Buffer.alloc(0);
    return text + rest;
  }
}
