// Shows all profiles, and every change as it comes from whichever region.
const state = document.getElementById("state");
const rows = document.getElementById("profiles");
const form = document.getElementById("form");
const saved = document.getElementById("saved");
const highlightMs = 2000;

/** The version of each profile that the page shows. */
const versions = new Map();

function show({ name, profile, version, changedAt, changedIn }, isNew) {
  const known = versions.get(name);
  if (known && (known.changedAt > changedAt || known.version === version)) return;
  versions.set(name, { version, changedAt, profile });
  const id = `profile-${name}`;
  document.getElementById(id)?.remove();
  if (!profile) return;
  const row = document.createElement("tr");
  row.id = id;
  row.dataset.name = name;
  for (const text of [name, profile.displayName, profile.city, profile.motto ?? "", changedIn]) {
    row.insertCell().textContent = text;
  }
  const next = [...rows.children].find(other => other.dataset.name > name);
  rows.insertBefore(row, next ?? null);
  row.addEventListener("click", () => edit(name));
  if (isNew) {
    row.className = "changed";
    setTimeout(() => row.classList.remove("changed"), highlightMs);
  }
}

function edit(name) {
  const { displayName, city, motto } = versions.get(name).profile;
  Object.entries({ name, displayName, city, motto: motto ?? "" }).forEach(([field, value]) => form.elements[field].value = value);
}

// The list is read once changes are on their way: nothing falls in between, and what comes twice is shown once.
const live = new EventSource("live");
live.addEventListener("change", event => show(JSON.parse(event.data), true));
live.addEventListener("error", () => state.textContent = "The connection is gone; trying again…");
live.addEventListener("ready", async () => {
  state.textContent = "Live";
  const answer = await fetch("profiles");
  (await answer.json()).forEach(profile => show(profile, false));
});

form.addEventListener("submit", async event => {
  event.preventDefault();
  const { name, ...profile } = Object.fromEntries(new FormData(form));
  const seen = versions.get(name)?.version;
  const answer = await fetch(`profiles/${encodeURIComponent(name)}`, {
    method: "PUT",
    headers: { "Content-Type": "application/json", ...(seen && { "If-Match": `"${seen}"` }) },
    body: JSON.stringify(profile),
  });
  saved.textContent = answer.ok ? "Saved." : (await answer.json()).detail;
});
