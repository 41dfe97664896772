using Google.Protobuf;
using GridCity.Protos.Admin.V1;
using GridCity.Protos.Desk.V1;
using GridCity.Protos.Field.V1;
using GridCity.Protos.Hotline.V1;
using GridCity.Protos.Type.V1;
using GridCity.Rpc;
using GridCity.Rpc.Binding;
using GridCity.Rpc.Client;

using Task = System.Threading.Tasks.Task;

namespace GridCity.Bench.Load;

/// <summary>The acts of a case's life, each by the client whose post it is, over gRPC.</summary>
internal sealed class CityDesk(RpcChannel channel, Tokens tokens)
{
    private static readonly RpcMethod<RegisterRequest, RegisterReply> RegisterMethod = Hotline<RegisterRequest, RegisterReply>("Register");
    private static readonly RpcMethod<FileRequest, CommandReply> FileMethod = Desk<FileRequest>("File");
    private static readonly RpcMethod<WantVerifyRequest, CommandReply> WantVerifyMethod = Desk<WantVerifyRequest>("WantVerify");
    private static readonly RpcMethod<DispatchRequest, CommandReply> DispatchMethod = Desk<DispatchRequest>("Dispatch");
    private static readonly RpcMethod<HandleRequest, CommandReply> HandleMethod = Desk<HandleRequest>("Handle");
    private static readonly RpcMethod<FeedbackRequest, CommandReply> FeedbackMethod = Desk<FeedbackRequest>("Feedback");
    private static readonly RpcMethod<CloseRequest, CommandReply> CloseMethod = Desk<CloseRequest>("Close");
    private static readonly RpcMethod<CheckRequest, CommandReply> CheckMethod =
        RpcMethod<CheckRequest, CommandReply>.Of(FieldReflection.Descriptor.Services[0], "Check");
    private static readonly RpcMethod<SignOnRequest, DutyReply> SignOnMethod =
        RpcMethod<SignOnRequest, DutyReply>.Of(FieldReflection.Descriptor.Services[0], "SignOn");
    private static readonly RpcMethod<AppointInspectorsRequest, GrainReply> AppointMethod =
        RpcMethod<AppointInspectorsRequest, GrainReply>.Of(AdminReflection.Descriptor.Services[0], "AppointInspectors");

    public async Task<string> RegisterAsync(RegisterRequest request) =>
        (await Call(RegisterMethod, request, tokens.Agent)).CaseId;

    public Task FileAsync(string @case, string standard) =>
        Call(FileMethod, new() { CommandId = NewId(), CaseId = @case, Standard = standard }, tokens.Clerk);

    public Task WantVerifyAsync(string @case) =>
        Call(WantVerifyMethod, new() { CommandId = NewId(), CaseId = @case }, tokens.Clerk);

    public Task DispatchAsync(string @case, string department) =>
        Call(DispatchMethod, new() { CommandId = NewId(), CaseId = @case, Department = department }, tokens.Dispatcher);

    public Task HandleAsync(string @case, string department) =>
        Call(HandleMethod, new() { CommandId = NewId(), CaseId = @case }, tokens.Handlers[department]);

    public Task FeedbackAsync(string @case, string department) =>
        Call(FeedbackMethod, new() { CommandId = NewId(), CaseId = @case, Result = "Repaired and tidied up." }, tokens.Handlers[department]);

    public Task CheckAsync(string @case, string inspector) =>
        Call(CheckMethod, new() { CommandId = NewId(), CaseId = @case, Passed = true }, tokens.Inspectors[inspector]);

    public Task CloseAsync(string @case, string standard) =>
        Call(CloseMethod, new() { CommandId = NewId(), CaseId = @case, Standard = standard }, tokens.Clerk);

    public Task AppointAsync(string dutyGrid, string inspector) =>
        Call(AppointMethod, new() { CommandId = NewId(), DutyGrid = dutyGrid, Inspectors = { inspector } }, tokens.Administrator);

    /// <summary>Sends every inspector on duty: then checks are taken, as in a city at work, not declined.</summary>
    public Task SignOnAsync() => Task.WhenAll(tokens.Inspectors.Select(inspector =>
        Call(SignOnMethod, new() { CommandId = NewId(), DutyGrid = BenchCity.DutyGridOf[inspector.Key] }, inspector.Value)));

    public static string NewId() => Guid.CreateVersion7().ToString("D");

    private Task<TReply> Call<TRequest, TReply>(RpcMethod<TRequest, TReply> method, TRequest request, RpcMetadata token)
        where TRequest : class, IMessage<TRequest>
        where TReply : class, IMessage<TReply> =>
        channel.UnaryAsync(method, request, new RpcCallOptions { Headers = token });

    private static RpcMethod<TRequest, TReply> Hotline<TRequest, TReply>(string name)
        where TRequest : class, IMessage<TRequest>
        where TReply : class, IMessage<TReply> =>
        RpcMethod<TRequest, TReply>.Of(HotlineReflection.Descriptor.Services[0], name);

    private static RpcMethod<TRequest, CommandReply> Desk<TRequest>(string name)
        where TRequest : class, IMessage<TRequest> =>
        RpcMethod<TRequest, CommandReply>.Of(DeskReflection.Descriptor.Services[0], name);
}
