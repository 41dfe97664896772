"""Runs gRPC's interoperability cases with grpcio; prints one line per case: "ok CASE" or "fail CASE REASON".

usage: run.py HOST:PORT DESCRIPTOR_SET [CA_PEM]
With a CA the channel speaks TLS to a server named localhost. Message classes are made from the descriptor set, so no
generated code is needed.
"""
import queue
import sys
import traceback

import grpc
from google.protobuf import descriptor_pb2, descriptor_pool, message_factory

SERVICE = "/grpc.testing.TestService/"
INITIAL = ("x-grpc-test-echo-initial", "test_initial_metadata_value")
TRAILING = ("x-grpc-test-echo-trailing-bin", b"\xab\xab\xab")


def load_messages(path):
    """Returns a function from a message's short name to its class."""
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
    return lambda name: make(pool.FindMessageTypeByName("grpc.testing." + name))


class Stub:
    """The methods of the service on one channel."""

    def __init__(self, channel, message):
        def method(kind, name, request, response):
            return getattr(channel, kind)(
                SERVICE + name,
                request_serializer=message(request).SerializeToString,
                response_deserializer=message(response).FromString,
            )

        self.channel = channel
        self.empty = method("unary_unary", "EmptyCall", "Empty", "Empty")
        self.unary = method("unary_unary", "UnaryCall", "SimpleRequest", "SimpleResponse")
        self.input = method(
            "stream_unary", "StreamingInputCall", "StreamingInputCallRequest", "StreamingInputCallResponse")
        self.output = method(
            "unary_stream", "StreamingOutputCall", "StreamingOutputCallRequest", "StreamingOutputCallResponse")
        self.duplex = method(
            "stream_stream", "FullDuplexCall", "StreamingOutputCallRequest", "StreamingOutputCallResponse")


class Requests:
    """An open stream of requests: what is put in is sent, until it is closed."""

    def __init__(self):
        self._queue = queue.Queue()

    def put(self, request):
        self._queue.put(request)

    def close(self):
        self._queue.put(None)

    def __iter__(self):
        return self

    def __next__(self):
        request = self._queue.get()
        if request is None:
            raise StopIteration
        return request


class Caller:
    """What the cases share."""

    def __init__(self, target, message, ca):
        options = [("grpc.ssl_target_name_override", "localhost")] if ca else []
        if ca:
            channel = grpc.secure_channel(target, grpc.ssl_channel_credentials(ca), options)
        else:
            channel = grpc.insecure_channel(target, options)
        self.message = message
        self.stub = Stub(channel, message)

    def payload(self, size):
        return self.message("Payload")(body=bytes(size))

    def large(self, **extra):
        return self.message("SimpleRequest")(response_size=314159, payload=self.payload(271828), **extra)

    def want(self, *sizes, payload=0, **extra):
        parameters = [self.message("ResponseParameters")(size=size) for size in sizes]
        return self.message("StreamingOutputCallRequest")(
            response_parameters=parameters, payload=self.payload(payload), **extra)

    def flag(self, value):
        return self.message("BoolValue")(value=value)

    def expect_status(self, code, call, details=None):
        try:
            call()
        except grpc.RpcError as error:
            assert error.code() == code, f"{error.code()} instead of {code}"
            assert details is None or error.details() == details, repr(error.details())
        else:
            raise AssertionError(f"OK instead of {code}")

    def expect_echo(self, call):
        assert INITIAL in [(key, value) for key, value in call.initial_metadata()], call.initial_metadata()
        assert TRAILING in [(key, value) for key, value in call.trailing_metadata()], call.trailing_metadata()

    def expect_echoed_status(self, text):
        status = self.message("EchoStatus")(code=2, message=text)
        request = self.message("SimpleRequest")(response_status=status)
        self.expect_status(grpc.StatusCode.UNKNOWN, lambda: self.stub.unary(request), text)
        stream = iter([self.want(response_status=status)])
        self.expect_status(grpc.StatusCode.UNKNOWN, lambda: list(self.stub.duplex(stream)), text)

    def call_unknown(self, path):
        self.expect_status(
            grpc.StatusCode.UNIMPLEMENTED, lambda: self.stub.channel.unary_unary(path)(b""))


class Cases(Caller):
    """Each method is a case by its name in the public description."""

    def empty_unary(self):
        assert self.stub.empty(self.message("Empty")()) == self.message("Empty")()

    def large_unary(self):
        assert len(self.stub.unary(self.large()).payload.body) == 314159

    def client_streaming(self):
        request = self.message("StreamingInputCallRequest")
        requests = [request(payload=self.payload(size)) for size in (27182, 8, 1828, 45904)]
        assert self.stub.input(iter(requests)).aggregated_payload_size == 74922

    def server_streaming(self):
        replies = self.stub.output(self.want(31415, 9, 2653, 58979))
        assert [len(reply.payload.body) for reply in replies] == [31415, 9, 2653, 58979]

    def ping_pong(self):
        requests = Requests()
        replies = self.stub.duplex(requests)
        for size, payload in ((31415, 27182), (9, 8), (2653, 1828), (58979, 45904)):
            requests.put(self.want(size, payload=payload))
            assert len(next(replies).payload.body) == size
        requests.close()
        assert not list(replies)

    def empty_stream(self):
        assert not list(self.stub.duplex(iter([])))

    def custom_metadata(self):
        metadata = (INITIAL, TRAILING)
        _, call = self.stub.unary.with_call(self.large(), metadata=metadata)
        self.expect_echo(call)
        stream = self.stub.duplex(iter([self.want(314159, payload=271828)]), metadata=metadata)
        assert len(list(stream)) == 1
        self.expect_echo(stream)

    def status_code_and_message(self):
        self.expect_echoed_status("test status message")

    def special_status_message(self):
        self.expect_echoed_status("\t\ntest with whitespace\r\nand Unicode BMP \u263a and non-BMP \U0001f608\t\n")

    def unimplemented_method(self):
        self.call_unknown(SERVICE + "UnimplementedCall")

    def unimplemented_service(self):
        self.call_unknown("/grpc.testing.UnimplementedService/UnimplementedCall")

    def cancel_after_begin(self):
        requests = Requests()
        call = self.stub.input.future(requests)
        call.cancel()
        assert call.cancelled()
        assert call.code() == grpc.StatusCode.CANCELLED
        requests.close()

    def cancel_after_first_response(self):
        requests = Requests()
        call = self.stub.duplex(requests)
        requests.put(self.want(31415, payload=27182))
        assert len(next(call).payload.body) == 31415
        call.cancel()
        self.expect_status(grpc.StatusCode.CANCELLED, lambda: next(call))
        requests.close()

    def timeout_on_sleeping_server(self):
        requests = Requests()
        requests.put(self.want(payload=27182))
        call = self.stub.duplex(requests, timeout=0.001)
        self.expect_status(grpc.StatusCode.DEADLINE_EXCEEDED, lambda: next(call))
        requests.close()

    def client_compressed_unary(self):
        wanted = self.large(expect_compressed=self.flag(True))
        self.expect_status(
            grpc.StatusCode.INVALID_ARGUMENT,
            lambda: self.stub.unary(wanted, compression=grpc.Compression.NoCompression))
        assert len(self.stub.unary(wanted, compression=grpc.Compression.Gzip).payload.body) == 314159
        plain = self.large(expect_compressed=self.flag(False))
        assert len(self.stub.unary(plain).payload.body) == 314159

    def server_compressed_unary(self):
        for value in (True, False):
            reply = self.stub.unary(self.large(response_compressed=self.flag(value)))
            assert len(reply.payload.body) == 314159


def main():
    target, descriptors, *ca = sys.argv[1:]
    cases = Cases(target, load_messages(descriptors), open(ca[0], "rb").read() if ca else None)
    for name in [name for name in vars(Cases) if not name.startswith("_")]:
        try:
            getattr(cases, name)()
            print("ok", name, flush=True)
        except Exception:
            print("fail", name, traceback.format_exc().replace("\n", " | "), flush=True)


if __name__ == "__main__":
    main()
