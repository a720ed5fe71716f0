// Math.random anew for every run: the engine's own state is in the snapshot.

const state = new Uint32Array(4);
let seeded = false;

// xoshiro128++, a published generator; two of its numbers make 53 bits.
function next() {
  const sum = (state[0] + state[3]) >>> 0;
  const result = (((sum << 7) | (sum >>> 25)) + state[0]) >>> 0;
  const shifted = state[1] << 9;
  state[2] ^= state[0];
  state[3] ^= state[1];
  state[1] ^= state[2];
  state[0] ^= state[3];
  state[2] ^= shifted;
  state[3] = (state[3] << 11) | (state[3] >>> 21);
  return result;
}

export function install() {
  Math.random = {
    random() {
      if (!seeded) {
        crypto.getRandomValues(state);
        seeded = true;
      }
      return ((next() >>> 5) * 2 ** 26 + (next() >>> 6)) / 2 ** 53;
    },
  }.random;
}
