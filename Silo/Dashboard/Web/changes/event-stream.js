// Server-sent events by fetch, since EventSource cannot send a token. WHATWG HTML, section 9.2.

/** Yields `{event, id, data}` for each event of a body until it ends. Comments are left out. */
export async function* eventsOf(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '', frame = {};
  try {
    while (true) {
      const { done, value } = await reader.read();
      if (done) return;
      const lines = (rest + value).split('\n');
      rest = lines.pop();
      for (const line of lines) {
        if (line !== '') {
          take(frame, line);
          continue;
        }
        if (frame.data !== undefined) yield frame;
        frame = {};
      }
    }
  } finally {
    await reader.cancel().catch(() => {});
  }
}

function take(frame, line) {
  const [, name, value] = /^([^:]*):? ?(.*)$/s.exec(line);
  if (name === 'data') frame.data = frame.data === undefined ? value : `${frame.data}\n${value}`;
  else if (name === 'event' || name === 'id') frame[name] = value;
}
