/* Draws the transports of a day, or of one vehicle: lines, numbered stops, towns, and vehicles that move with the clock. */
(function () {
  'use strict';

  const kit = window.vertrekkaart;
  const MAX_TIMED = 16;  // up to so many stops on the whole map, each number shows its time

  kit.drawings.day = function day(map, data) {
    kit.prepare(map, window.BASEMAP_NL, false, data);
    map.setMaxBounds([[48.6, -2], [55.4, 13]]);
    const marks = L.layerGroup().addTo(map);
    const groups = data.routes.map((route) => {
      const layer = L.layerGroup();
      route.legs.forEach((leg) => {
        const ends = route.stops.slice(leg.n - 1, leg.n + 1).map((stop) => stop.id);
        const way = { id: leg.id, points: leg.line, arrow: leg.arrow, rows: ends, row: ends[1] };
        kit.wayLine(map, layer, Object.assign(way, { colour: route.colour, dash: route.dash, weight: leg.road ? 4 : 2.5, beside: leg.road ? route.beside : 0 }));
      });
      const stops = route.stops.map((stop) => Object.assign({ colour: route.colour }, stop));
      return { id: route.id, layer, stops, route, shown: true };
    });
    const stopsShown = () => groups.filter((group) => group.shown).flatMap((group) => group.stops);
    const relabel = () => {
      marks.clearLayers();
      const room = kit.Room(map);
      const stops = stopsShown();
      kit.drawMarks(map, marks, room, kit.gather(map, stops), stops.length <= MAX_TIMED);
      if (!data.tiles) kit.drawTowns(map, marks, room, window.BASEMAP_NL.towns);
    };
    const refit = () => kit.fit(map, stopsShown().map((stop) => stop.at), { paddingTopLeft: [56, 44], paddingBottomRight: [56, 64], maxZoom: 11 });
    const moving = kit.clock ? kit.clock(map, groups) : { redraw() {} };
    kit.legend(groups, () => { refit(); relabel(); moving.redraw(); });
    kit.rows();
    map.on('zoomend viewreset', relabel);
    kit.printable(map, () => { refit(); relabel(); });
  };
}());
