using Google.Protobuf;
using GridCity.Protos.Admin.V1;
using GridCity.Protos.Desk.V1;
using GridCity.Protos.Field.V1;
using GridCity.Protos.Hotline.V1;
using GridCity.Protos.Type.V1;
using GridCity.Rpc;
using GridCity.Faults.Tests.Support;
using GridCity.Testing.Silos;

using Task = System.Threading.Tasks.Task;

namespace GridCity.Faults.Tests.Book;

/// <summary>The people of a city at their posts: each act by whose it is.</summary>
internal sealed record Crew(
    RpcMetadata Agent, RpcMetadata Clerk, RpcMetadata Dispatcher, RpcMetadata Handler, RpcMetadata Inspector)
{
    private static readonly RpcMethod<CreateTokenRequest, CreateTokenReply> CreateTokenMethod = Admin("CreateToken");
    private static readonly RpcMethod<SignOnRequest, DutyReply> SignOnMethod =
        RpcMethod<SignOnRequest, DutyReply>.Of(FieldReflection.Descriptor.Services[0], "SignOn");
    private static readonly RpcMethod<RegisterRequest, RegisterReply> RegisterMethod =
        RpcMethod<RegisterRequest, RegisterReply>.Of(HotlineReflection.Descriptor.Services[0], "Register");
    private static readonly RpcMethod<CheckRequest, CommandReply> CheckMethod =
        RpcMethod<CheckRequest, CommandReply>.Of(FieldReflection.Descriptor.Services[0], "Check");
    private static readonly RpcMethod<FileRequest, CommandReply> FileMethod = Desk<FileRequest>("File");
    private static readonly RpcMethod<DispatchRequest, CommandReply> DispatchMethod = Desk<DispatchRequest>("Dispatch");
    private static readonly RpcMethod<HandleRequest, CommandReply> HandleMethod = Desk<HandleRequest>("Handle");
    private static readonly RpcMethod<FeedbackRequest, CommandReply> FeedbackMethod = Desk<FeedbackRequest>("Feedback");
    private static readonly RpcMethod<CloseRequest, CommandReply> CloseMethod = Desk<CloseRequest>("Close");

    /// <summary>Has the silo make a token for each post, and sends the inspector on duty.</summary>
    public static async Task<Crew> HireAsync(SiloPlace place, Gateway gateway)
    {
        var administrator = Header(await SiloProcess.TokenAsync(place, "administrator", "administrator"));
        var crew = new Crew(
            await TokenAsync("agent"), await TokenAsync("clerk"), await TokenAsync("dispatcher"),
            await TokenAsync("handler", FaultCityFile.Department), await TokenAsync("inspector", FaultCityFile.Inspector));
        await gateway.AskAsync(SignOnMethod, new() { CommandId = NewId(), DutyGrid = FaultCityFile.DutyGrid }, crew.Inspector, () => { });
        return crew;

        async Task<RpcMetadata> TokenAsync(string role, string unit = "") => Header((await gateway.AskAsync(
            CreateTokenMethod, new() { Person = role, Role = role, Unit = unit }, administrator, () => { })).Token);
    }

    /// <summary>Does an act, under its own command id as often as it takes.</summary>
    public async Task<Acknowledged> DoAsync(Act act, RegisterRequest report, Gateway gateway, Action onRetry)
    {
        if (act.Kind != ActKind.Register)
            return new(act, act.CaseId, (await StepAsync(act, gateway, onRetry)).Version);
        report.CommandId = $"{act.CommandId}";
        var reply = await gateway.AskAsync(RegisterMethod, report, Agent, onRetry);
        return new(act, reply.CaseId, reply.Version);
    }

    private Task<CommandReply> StepAsync(Act act, Gateway gateway, Action onRetry)
    {
        var (id, @case) = ($"{act.CommandId}", act.CaseId);
        return act.Kind switch
        {
            ActKind.File => gateway.AskAsync(FileMethod, new() { CommandId = id, CaseId = @case, Standard = FaultCityFile.Standard }, Clerk, onRetry),
            ActKind.Dispatch => gateway.AskAsync(
                DispatchMethod, new() { CommandId = id, CaseId = @case, Department = FaultCityFile.Department }, Dispatcher, onRetry),
            ActKind.Handle => gateway.AskAsync(HandleMethod, new() { CommandId = id, CaseId = @case }, Handler, onRetry),
            ActKind.Feedback => gateway.AskAsync(
                FeedbackMethod, new() { CommandId = id, CaseId = @case, Result = "Cover put back." }, Handler, onRetry),
            ActKind.Check => gateway.AskAsync(CheckMethod, new() { CommandId = id, CaseId = @case, Passed = true }, Inspector, onRetry),
            ActKind.Close => gateway.AskAsync(CloseMethod, new() { CommandId = id, CaseId = @case, Standard = FaultCityFile.Standard }, Clerk, onRetry),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private static string NewId() => $"{Guid.CreateVersion7()}";

    private static RpcMetadata Header(string token) => new() { { "authorization", $"Bearer {token}" } };

    private static RpcMethod<CreateTokenRequest, CreateTokenReply> Admin(string name) =>
        RpcMethod<CreateTokenRequest, CreateTokenReply>.Of(AdminReflection.Descriptor.Services[0], name);

    private static RpcMethod<TRequest, CommandReply> Desk<TRequest>(string name)
        where TRequest : class, IMessage<TRequest> =>
        RpcMethod<TRequest, CommandReply>.Of(DeskReflection.Descriptor.Services[0], name);
}
