// Runs before anything is painted, so that a page in the dark does not flash.
(() => {
  const chosen = localStorage.getItem('aevrion.theme');
  const dark = chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
})();
