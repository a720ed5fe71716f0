// BigInt.asUintN, which in this QuickJS gives a negative number where the highest bit is set.

export function install() {
  BigInt.asUintN = {
    asUintN(bits, value) {
      const number = BigInt(value);
      return number & ((1n << BigInt(bits)) - 1n);
    },
  }.asUintN;
}
