// Normal forms: the engine has them.
export function install() {}
