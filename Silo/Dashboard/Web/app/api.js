// The HTTP API of this silo, asked with the token that the user typed.

/** What the silo answered instead: RFC 9457, with a stable `type`. */
export class Problem extends Error {
  constructor(status, document) {
    super(document.detail || document.title || `The silo answered ${status}.`);
    this.status = status;
    this.slug = (document.type ?? '').replace('urn:aevrion:problem:', '');
    this.document = document;
  }
}

export class Api {
  #token;
  #refused;

  /** `token` tells the token, null for none; `refused` is told when it is not taken. */
  constructor(token, refused) {
    this.#token = token;
    this.#refused = refused;
  }

  /** A JSON document. */
  async json(path, options) {
    return (await this.#send(path, options)).json();
  }

  /** Bytes with their headers; null when the key is not there. */
  async bytes(path, options) {
    try {
      const response = await this.#send(path, options);
      return { bytes: new Uint8Array(await response.arrayBuffer()), headers: response.headers };
    } catch (problem) {
      if (problem.status === 404) return null;
      throw problem;
    }
  }

  post(path, body) {
    return this.json(path, { method: 'POST', body: body === undefined ? undefined : JSON.stringify(body) });
  }

  /** The body as it comes. */
  async stream(path, options) {
    return (await this.#send(path, options)).body;
  }

  async #send(path, { method = 'GET', body, headers = {}, signal } = {}) {
    const token = this.#token();
    if (token) headers = { ...headers, Authorization: `Bearer ${token}` };
    const response = await fetch(new URL(path, document.baseURI), { method, body, headers, signal, cache: 'no-store' });
    if (response.ok) return response;
    const problem = new Problem(response.status, await response.json().catch(() => ({})));
    if (response.status === 401) this.#refused(problem);
    throw problem;
  }
}

/**
 * A key as the end of a path. Slashes are encoded, so that no part of a key is taken for a folder; the keys "." and ".." alone cannot be
 * asked for by a browser.
 */
export const keyPath = key => encodeURIComponent(key);
