"""The pages of a regievoerder over the small world, published and looked at on Tuesday."""

from dataclasses import dataclass

from fastapi import FastAPI
from fastapi.testclient import TestClient

from api.server.app import create_app
from api.web.handles import Handles
from planner.domain.access import Role
from planner.domain.ids import ActivityKey
from tests.api.web.visiting import visiting
from tests.planner.usecases.world import Desk


@dataclass
class Own:
    """The application over a desk, and readers of it."""

    desk: Desk
    app: FastAPI
    handles: Handles

    def reader(self, role: Role = Role.REGIEVOERDER, code: str = "r1") -> TestClient:
        """Return somebody who signed in."""
        return visiting(self.app, self.desk.store, role, code, clock=self.desk.clock, page=True)

    def handle(self, key: ActivityKey) -> str:
        """Return what stands for an activity in an address."""
        return self.handles.of_activity(key)


def own_over(desk: Desk) -> Own:
    """Return the pages over a desk."""
    return Own(desk=desk, app=create_app(desk.store, desk.clock), handles=Handles(desk.store))
