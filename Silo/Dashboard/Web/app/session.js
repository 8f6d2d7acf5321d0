// Who looks: the token, kept in this tab alone and gone with it, and what it grants.
const key = 'aevrion.token';

export class Session {
  /** Null while none was typed. */
  get token() {
    return sessionStorage.getItem(key);
  }

  set token(value) {
    if (value) sessionStorage.setItem(key, value);
    else sessionStorage.removeItem(key);
    this.grant = null;
  }

  /** What may be done: `{controlled, scopes, prefixes}`; null while nothing is known. */
  grant = null;

  /** Why nothing is known; null while something is. */
  problem = null;

  get isLimited() {
    return (this.grant?.prefixes.length ?? 0) > 0;
  }

  get mayRead() {
    return this.#has('read');
  }

  get mayWrite() {
    return this.#has('write');
  }

  /** Reads what concerns the region and not single keys. */
  get mayReadRegion() {
    return this.#has('read') && !this.isLimited;
  }

  get mayAdminister() {
    return this.#has('admin') && !this.isLimited;
  }

  /** What may be seen, in a sentence. */
  describe() {
    if (!this.grant) return 'No access yet.';
    const keys = this.isLimited ? `keys that begin with ${this.grant.prefixes.join(', ')}` : 'all keys';
    const who = this.token ? 'This token' : 'This machine, without a token,';
    return `${who} has ${this.grant.scopes.join(', ')} for ${keys}.`;
  }

  #has(scope) {
    return this.grant?.scopes.includes(scope) ?? false;
  }
}
