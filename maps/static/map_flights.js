/* Draws flights over the world: arcs by day, airports, names. */
(function () {
  'use strict';

  const kit = window.vertrekkaart;
  const { words } = kit;

  function drawAirports(map, layer, groups, places) {
    const used = new Map();
    groups.filter((group) => group.shown).forEach((group) => group.flights.forEach((flight) => {
      flight.airports.forEach((id, i) => {
        const mark = used.get(id) || { stops: [], end: false };
        mark.stops.push(flight.id);
        mark.end = mark.end || i === flight.airports.length - 1;
        used.set(id, mark);
      });
    }));
    const room = kit.Room(map);
    const order = Array.from(used).sort((a, b) => b[1].end - a[1].end);
    const spots = order.map(([id]) => map.latLngToLayerPoint(places.get(id)));
    spots.forEach((p) => room.take([p.x - 6, p.y - 6, p.x + 6, p.y + 6]));
    order.forEach(([id, mark], i) => {
      const at = places.get(id);
      const circle = L.circleMarker(at, { radius: mark.end ? 6 : 4, color: '#15211f', weight: 2, fillColor: mark.end ? '#15211f' : '#fff', fillOpacity: 1 });
      circle.on('click', () => kit.open(map, at, mark.stops)).addTo(layer);
      const code = words(id + '-code');
      const texts = map.getZoom() >= 2.5 ? [code + ' ' + words(id + '-naam'), code] : [code];
      const four = (text) => kit.around(spots[i].x, spots[i].y, 8, kit.textWidth(text, '600 12.5px'), 18);
      texts.some((text) => kit.drawLabel(map, layer, room, at, text, [2, 3, 0, 1].map((n) => four(text)[n]), 'van-stop'));
    });
  }

  kit.drawings.flights = function flights(map, data) {
    kit.prepare(map, window.BASEMAP_WORLD, true, data);
    map.setMaxBounds([[-70, -200], [85, 200]]);
    const places = new Map(data.airports.map((airport) => [airport.id, airport.at]));
    const marks = L.layerGroup().addTo(map);
    const groups = data.days.map((part) => {
      const layer = L.layerGroup();
      part.flights.forEach((flight) => flight.lines.forEach((points, i) => {
        const way = { id: flight.id, points, arrow: flight.arrows[i], rows: [flight.id], row: flight.id };
        kit.wayLine(map, layer, Object.assign(way, { colour: part.colour, dash: part.dash, weight: 2.5 }));
      }));
      return { id: part.id, layer, flights: part.flights, shown: true };
    });
    const relabel = () => { marks.clearLayers(); drawAirports(map, marks, groups, places); };
    const refit = () => {
      const shown = groups.filter((group) => group.shown).flatMap((group) => group.flights);
      kit.fit(map, shown.flatMap((flight) => flight.lines.flat()), { paddingTopLeft: [50, 40], paddingBottomRight: [90, 40], maxZoom: 5 });
    };
    kit.legend(groups, () => { refit(); relabel(); });
    kit.rows();
    map.on('zoomend viewreset', relabel);
    kit.printable(map, () => { refit(); relabel(); });
  };
}());
