// Elements, made without markup: text is text wherever it comes from.
const svgNamespace = 'http://www.w3.org/2000/svg';

/** An element with attributes (a function is a listener, `true` an attribute without a value) and children. */
export function el(tag, attributes = {}, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

/** The same for SVG. */
export function svg(tag, attributes = {}, ...children) {
  return fill(document.createElementNS(svgNamespace, tag), attributes, children);
}

function fill(element, attributes, children) {
  set(element, attributes);
  element.append(...children.flat().filter(child => child !== null && child !== undefined));
  return element;
}

/** Sets what differs: null and false take an attribute away. */
export function set(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(name, value);
    else if (value === null || value === undefined || value === false) element.removeAttribute(name);
    else if (element.getAttribute(name) !== String(value)) element.setAttribute(name, value === true ? '' : value);
  }
  return element;
}

/** Sets the text of an element if it is another one, so that nothing is read aloud twice. */
export function text(element, value) {
  if (element.textContent !== value) element.textContent = value;
}

/** A list of names and values. */
export function facts(pairs) {
  return el('dl', { class: 'facts' }, pairs.filter(pair => pair).map(([name, value]) =>
    el('div', {}, el('dt', {}, name), el('dd', {}, value))));
}

/** Says something to those who listen to the page. */
export function say(words) {
  text(document.getElementById('said'), words);
}

/**
 * Keeps a list of elements in step with a list of things: what stays keeps its element, and the focus in it.
 * `make` makes the element of a thing, `update` brings one up to date.
 */
export function keep(parent, things, keyOf, make, update) {
  const old = new Map([...parent.children].map(child => [child.dataset.key, child]));
  let place = parent.firstElementChild;
  for (const thing of things) {
    const key = String(keyOf(thing));
    let element = old.get(key);
    old.delete(key);
    if (!element) {
      element = make(thing);
      element.dataset.key = key;
    }
    if (element === place) place = place.nextElementSibling;
    else parent.insertBefore(element, place);
    update?.(element, thing);
  }
  for (const gone of old.values()) gone.remove();
}
