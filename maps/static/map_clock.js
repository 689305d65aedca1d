/* The clock of a day map: a slider and a button that move the vehicles. Where nobody wants motion (prefers-reduced-motion)
   vehicles jump from quarter to quarter instead of gliding. The time and what rides at it stand beside the slider in words. */
(function () {
  'use strict';

  const kit = window.vertrekkaart;
  const { byId, words, element, either } = kit;
  const FRAME = 100;          // milliseconds between two pictures
  const PER_SECOND = 10;      // minutes of the day in one second
  const JUMP = 15;            // minutes, when nothing may glide
  const DAY = 24 * 60;

  const two = (n) => String(n).padStart(2, '0');
  const clockWords = (t) => two(Math.floor((t % DAY) / 60)) + ':' + two(Math.floor(t % 60)) + either(' uur', '') + (t >= DAY ? either(' (volgende dag)', ' (next day)') : '');
  const counted = (n, one, more) => n + ' ' + (n === 1 ? one : more);

  /* Where a vehicle is at minute t, and what it does: 'voor', 'staat', 'rijdt' or 'klaar'. */
  function position(route, lengths, t) {
    const stops = route.stops;
    if (t < stops[0].t[0]) return { at: stops[0].at, doing: 'voor' };
    for (let i = 0; i < stops.length; i += 1) {
      const next = stops[i + 1];
      if (!next) return { at: stops[i].at, doing: t > stops[i].t[1] ? 'klaar' : 'staat' };
      if (t < stops[i].t[1]) return { at: stops[i].at, doing: 'staat' };
      if (t < next.t[0]) {
        const share = (t - stops[i].t[1]) / (next.t[0] - stops[i].t[1]);
        return { at: along(lengths[i], stops[i].at, next.at, share), doing: 'rijdt' };
      }
    }
    return { at: stops[stops.length - 1].at, doing: 'klaar' };
  }

  /* A line with its length up to each point, in flat degrees: near enough to move a dot. */
  function measured(line) {
    const far = [0];
    for (let i = 1; i < line.length; i += 1) {
      far.push(far[i - 1] + Math.hypot(line[i][0] - line[i - 1][0], (line[i][1] - line[i - 1][1]) * 0.62));
    }
    return { line, far };
  }

  function along(way, start, end, share) {
    if (!way) return share < 0.5 ? start : end;
    const { line, far } = way;
    const wanted = share * far[far.length - 1];
    const i = Math.max(1, far.findIndex((d) => d >= wanted));
    const part = far[i] === far[i - 1] ? 0 : (wanted - far[i - 1]) / (far[i] - far[i - 1]);
    return [line[i - 1][0] + part * (line[i][0] - line[i - 1][0]), line[i - 1][1] + part * (line[i][1] - line[i - 1][1])];
  }

  function vehicle(group) {
    const icon = L.divIcon({ className: 'wagen', html: '', iconSize: [0, 0] });
    const marker = L.marker(group.stops[0].at, { icon, interactive: false, keyboard: false, zIndexOffset: 900 });
    marker.on('add', () => {
      const name = element('span', 'wagennaam', words(group.id + '-naam'));
      name.style.backgroundColor = group.route.colour;
      marker.getElement().replaceChildren(name);
    });
    return marker;
  }

  kit.clock = function clock(map, groups) {
    const slider = byId('klok');
    const timed = groups.filter((group) => group.stops.length && group.stops.every((stop) => stop.t));
    if (!slider || !timed.length) return { redraw() {} };
    const button = byId('klok-loop');
    const said = byId('klok-woorden');
    const calm = window.matchMedia('(prefers-reduced-motion: reduce)');
    const layer = L.layerGroup();
    const vehicles = timed.map((group) => {
      const ways = group.stops.map((_, i) => {
        const leg = group.route.legs.find((found) => found.n === i + 1);
        return leg ? measured(leg.line) : null;
      });
      return { group, ways, marker: vehicle(group) };
    });
    const first = Math.min(...timed.map((group) => group.stops[0].t[0]));
    const last = Math.max(...timed.map((group) => group.stops[group.stops.length - 1].t[1]));
    slider.min = String(Math.floor(first / 5) * 5 - 5);
    slider.max = String(Math.ceil(last / 5) * 5);
    slider.value = slider.min;
    let now = Number(slider.min);
    let timer = null;

    const whole = () => now <= Number(slider.min);

    function say(doing) {
      const text = whole() ? either('Hele dag: schuif om de voertuigen te volgen', 'Whole day: slide to follow the vehicles') : clockWords(now) + ': '
        + counted(doing.rijdt, either('voertuig rijdt', 'vehicle rides'), either('voertuigen rijden', 'vehicles ride')) + ', '
        + counted(doing.staat, either('staat', 'stands'), either('staan', 'stand')) + either(' bij een stop, ', ' at a stop, ')
        + doing.voor + either(' nog niet weg, ', ' not gone yet, ') + doing.klaar + either(' klaar', ' done');
      said.textContent = text;
      slider.setAttribute('aria-valuetext', text);
    }

    function redraw() {
      const doing = { voor: 0, staat: 0, rijdt: 0, klaar: 0 };
      if (whole()) layer.remove(); else layer.addTo(map);
      vehicles.forEach(({ group, ways, marker }) => {
        const place = position(group.route, ways, now);
        if (!group.shown || whole()) { layer.removeLayer(marker); return; }
        doing[place.doing] += 1;
        marker.setLatLng(place.at).addTo(layer);
        marker.getElement().classList.toggle('rust', place.doing !== 'rijdt');
      });
      map.getContainer().classList.toggle('in-de-tijd', !whole());
      say(doing);
    }

    function show(t) {
      now = Math.min(t, Number(slider.max));
      slider.value = String(now);
      redraw();
    }

    function stop() {
      clearInterval(timer);
      timer = null;
      button.textContent = either('Afspelen', 'Play');
      said.setAttribute('aria-live', 'polite');
    }

    function play() {
      if (now >= Number(slider.max)) show(Number(slider.min));
      const wait = calm.matches ? 1000 : FRAME;
      const step = calm.matches ? JUMP : (PER_SECOND * FRAME) / 1000;
      said.setAttribute('aria-live', 'off');
      button.textContent = either('Stoppen', 'Stop');
      timer = setInterval(() => {
        show(now + step);
        if (now >= Number(slider.max)) stop();
      }, wait);
    }

    slider.addEventListener('input', () => { stop(); show(Number(slider.value)); });
    button.addEventListener('click', () => (timer ? stop() : play()));
    document.addEventListener('visibilitychange', () => { if (document.hidden) stop(); });
    byId('klok-vak').hidden = false;
    redraw();
    return { redraw };
  };
}());
