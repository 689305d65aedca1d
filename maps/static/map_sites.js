/* Draws sites with circles and the ways between them: presentations, workload, differences.
   A circle's size says how much; its sign (a number, +, → or ×) says what, so that colour is never alone in telling. */
(function () {
  'use strict';

  const kit = window.vertrekkaart;
  const { element, words } = kit;
  const SHIFT = 28;    // pixels between circles of one place
  const SMALLEST = 13; // radius in pixels, large enough to touch

  function circle(map, layer, group, mark) {
    const icon = L.divIcon({ className: 'plek', html: '', iconSize: [0, 0] });
    const marker = L.marker(mark.at, { icon, interactive: false, keyboard: false, zIndexOffset: 500 - mark.radius });
    const button = element('button', 'cirkel', mark.sign);
    button.type = 'button';
    const size = mark.radius * 2;
    button.style.width = size + 'px';
    button.style.height = size + 'px';
    button.style.left = mark.shift * SHIFT - mark.radius + 'px';
    button.style.top = -mark.radius + 'px';
    button.style.borderColor = group.colour;
    button.style.color = group.colour;
    button.setAttribute('aria-label', words(mark.id + '-naam') + ', ' + words(mark.id + '-aantal'));
    button.dataset.bij = mark.id;
    kit.points(button, [mark.id]);
    button.addEventListener('click', () => kit.open(map, mark.at, mark.rows));
    L.DomEvent.disableClickPropagation(button);
    marker.on('add', () => marker.getElement().replaceChildren(button)).addTo(layer);
  }

  function names(map, layer, groups, towns) {
    const room = kit.Room(map);
    const marks = groups.filter((group) => group.shown).flatMap((group) => group.marks);
    marks.sort((a, b) => b.radius - a.radius);
    const spots = marks.map((mark) => map.latLngToLayerPoint(mark.at).add([mark.shift * SHIFT, 0]));
    spots.forEach((p, i) => room.take([p.x - marks[i].radius, p.y - marks[i].radius, p.x + marks[i].radius, p.y + marks[i].radius]));
    const seen = new Set();
    marks.forEach((mark, i) => {
      const text = words(mark.id + '-naam');
      const key = mark.at.join() + text;
      if (seen.has(key)) return;
      seen.add(key);
      const boxes = kit.around(spots[i].x, spots[i].y, mark.radius + 2, kit.textWidth(text, '600 12.5px'), 18);
      kit.drawLabel(map, layer, room, mark.at, text, boxes.slice(0, 4), 'van-stop');
    });
    if (towns) kit.drawTowns(map, layer, room, towns);
  }

  kit.drawings.sites = function sites(map, data) {
    kit.prepare(map, window.BASEMAP_NL, false, data);
    map.setMaxBounds([[48.6, -2], [55.4, 13]]);
    const labels = L.layerGroup().addTo(map);
    const narrow = map.getSize().x < 500;
    const groups = data.groups.map((group) => {
      if (narrow) group.marks.forEach((mark) => { mark.radius = Math.max(SMALLEST, Math.round(mark.radius * 0.65)); });
      const layer = L.layerGroup();
      group.ways.forEach((way) => kit.wayLine(map, layer, Object.assign({ colour: group.colour, dash: group.dash, row: way.rows[0] }, way)));
      group.marks.forEach((mark) => {
        circle(map, layer, group, mark);
        mark.rows.forEach((row) => kit.pointable(row, () => {}, [mark.id]));
      });
      return { id: group.id, layer, marks: group.marks, ways: group.ways, shown: true };
    });
    const relabel = () => { labels.clearLayers(); names(map, labels, groups, data.tiles ? null : window.BASEMAP_NL.towns); };
    const refit = () => {
      const shown = groups.filter((group) => group.shown);
      const all = shown.flatMap((group) => [...group.marks.map((mark) => mark.at), ...group.ways.flatMap((way) => way.points)]);
      kit.fit(map, all, { paddingTopLeft: narrow ? [40, 40] : [60, 50], paddingBottomRight: narrow ? [30, 50] : [60, 60], maxZoom: 11 });
    };
    kit.legend(groups, () => { refit(); relabel(); });
    kit.rows();
    map.on('zoomend viewreset', relabel);
    kit.printable(map, () => { refit(); relabel(); });
  };
}());
