// Something else onto the desk: an item of a wall, or other dice for the one that lies there.

export function laying(session) {
  const lay = (order) => {
    if (session.spectator) return;
    session.backToLive();
    session.source.send(order);
  };
  return { onExamine: (index, real) => lay({ type: "examine", index, real }), onRoll: (z) => lay({ type: "dice", z }) };
}
