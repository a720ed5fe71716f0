export let value = 1;
export const bump = () => { value++; };
export default function hello() { return `hello ${value}`; }
export { hello as alias };
export * from './more.mjs';
