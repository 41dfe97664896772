"""A handheld in Python, with grpcio: signs on, sends a photo, and sends what was done without a connection.

usage: handheld.py HOST:PORT TOKEN DESCRIPTORS LATITUDE LONGITUDE DUTY_GRID CATEGORY

TOKEN is an inspector's. DESCRIPTORS is the contract as protoc writes it, so that no generated code is needed:
    protoc -I client/protos --include_imports --descriptor_set_out=gridcity.descriptors client/protos/gridcity/field/v1/*.proto
"""
import hashlib
import os
import sys
import time
import uuid

import grpc
from google.protobuf import descriptor_pb2, descriptor_pool, message_factory

PART_BYTES = 256 * 1024


def load_messages(path):
    """Returns a function from a message's full name to its class."""
    files = descriptor_pb2.FileDescriptorSet()
    with open(path, "rb") as file:
        files.ParseFromString(file.read())
    pool = descriptor_pool.DescriptorPool()
    for file in files.file:
        pool.Add(file)
    if hasattr(message_factory, "GetMessageClass"):
        make = message_factory.GetMessageClass
    else:
        make = message_factory.MessageFactory(pool).GetPrototype
    return lambda name: make(pool.FindMessageTypeByName(name))


def new_command_id():
    """A UUID of version 7 (RFC 9562): milliseconds since 1970, then chance."""
    value = (int(time.time() * 1000) << 80) | int.from_bytes(os.urandom(10), "big")
    value = (value & ~(0xF << 76)) | (0x7 << 76)
    value = (value & ~(0x3 << 62)) | (0x2 << 62)
    return str(uuid.UUID(int=value))


class City:
    """The methods that a handheld needs, with its token on every call."""

    def __init__(self, address, token, message):
        self.channel = grpc.insecure_channel(address)
        self.token = [("authorization", f"Bearer {token}")]
        self.message = message

    def call(self, kind, path, request, response, what):
        method = getattr(self.channel, kind)(
            path,
            request_serializer=self.message(request).SerializeToString,
            response_deserializer=self.message(response).FromString,
        )
        return method(what, metadata=self.token, timeout=60)

    def field(self, kind, name, request, response, what):
        package = "gridcity.field.v1."
        return self.call(kind, f"/{package}Field/{name}", package + request, response if "." in response else package + response, what)

    def put_photo(self, photo):
        """Sends a photo, or the rest of one that came in part before; returns its id."""
        package = "gridcity.field.v1."
        new = lambda name, **fields: self.message(package + name)(**fields)
        name = new("PhotoName", digest=hashlib.sha256(photo).hexdigest())
        found = self.call(
            "unary_unary", f"/{package}Photos/Find", package + "FindPhotoRequest", package + "FindPhotoReply",
            new("FindPhotoRequest", photo=name))
        if found.photo_id:
            return found.photo_id
        there = found.bytes_there
        parts = [photo[at:at + PART_BYTES] for at in range(there, len(photo), PART_BYTES)]
        requests = [new("PutPhotoRequest", content=part) for part in parts]
        requests[0].photo.CopyFrom(name)
        requests[0].size, requests[0].offset = len(photo), there
        return self.call(
            "stream_unary", f"/{package}Photos/Put", package + "PutPhotoRequest", package + "PutPhotoReply", iter(requests)).photo_id


def offline_acts(message, photo_id, latitude, longitude, category):
    """Two reports from half an hour ago; the second makes sense only with the first."""
    acts = []
    for minutes in (30, 20):
        act = message("gridcity.field.v1.OfflineAct")()
        act.sent_at.GetCurrentTime()
        act.report.command_id = new_command_id()
        act.report.category = category
        act.report.place.latitude, act.report.place.longitude = latitude, longitude
        act.report.on_site.happened_at.FromSeconds(int(time.time()) - 60 * minutes)
        acts.append(act)
    acts[0].report.on_site.photos.append(photo_id)
    acts[1].needs.append(acts[0].report.command_id)
    return acts


def main(address, token, descriptors, latitude, longitude, duty_grid, category):
    message = load_messages(descriptors)
    city = City(address, token, message)
    signed_on = city.field(
        "unary_unary", "SignOn", "SignOnRequest", "DutyReply",
        message("gridcity.field.v1.SignOnRequest")(command_id=new_command_id(), duty_grid=duty_grid))
    print("on duty", signed_on.on_duty)
    photo_id = city.put_photo(b"\xff\xd8\xff\xe0" + os.urandom(600_000))
    acts = offline_acts(message, photo_id, float(latitude), float(longitude), category)
    for attempt in ("first", "again"):
        for answer in city.field("stream_stream", "SendOffline", "OfflineAct", "OfflineAnswer", iter(acts)):
            print(attempt, answer.result, answer.number, answer.reason)


if __name__ == "__main__":
    if len(sys.argv) != 8:
        sys.exit(__doc__)
    main(*sys.argv[1:])
