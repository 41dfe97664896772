using System.CommandLine;
using Google.Protobuf;
using GridCity.Cli.Commands;
using GridCity.Cli.Output;
using GridCity.Client;
using GridCity.Protos.Type.V1;
using GridCity.Rpc;

namespace GridCity.Cli.Acts;

/// <summary>A line of the table of commands: a command that makes one call.</summary>
/// <param name="Path">Words after the group's, such as <c>extension ask</c>.</param>
internal abstract record Act(string Path, string Description)
{
    /// <param name="call">The method of the client.</param>
    /// <param name="subject">See <see cref="RequestFields.Of"/>.</param>
    /// <param name="required">See <see cref="RequestFields.Of"/>.</param>
    public static Act<TRequest, TReply> Of<TRequest, TReply>(
        string path, string description, Func<GridCityClient, Func<TRequest, CancellationToken, Task<TReply>>> call,
        string subject = "", params string[] required)
        where TRequest : class, IMessage<TRequest>, new()
        where TReply : class, IMessage<TReply> =>
        new(path, description, call, subject, required);

    /// <summary>An act on one case.</summary>
    public static Act OnCase<TRequest>(
        string path, string description, Func<GridCityClient, Func<TRequest, CancellationToken, Task<CommandReply>>> call,
        params string[] required)
        where TRequest : class, IMessage<TRequest>, new() =>
        Of(path, description, call, "case_id", required);

    /// <summary>The command, called after the last word of its path.</summary>
    public abstract Command Make();
}

/// <inheritdoc />
internal sealed record Act<TRequest, TReply>(
    string Path,
    string Description,
    Func<GridCityClient, Func<TRequest, CancellationToken, Task<TReply>>> Call,
    string Subject,
    string[] Required) : Act(Path, Description)
    where TRequest : class, IMessage<TRequest>, new()
    where TReply : class, IMessage<TReply>
{
    /// <summary>How the answer is written where the usual way does not do.</summary>
    public Action<Answer, TReply>? Print { get; init; }

    public override Command Make()
    {
        var fields = RequestFields.Of(new TRequest().Descriptor, Subject, Required);
        var pages = new Pages<TRequest, TReply>();
        var symbols = fields.Select(field => field.Symbol).Concat(pages.Symbols);
        return ServerCommand.Make(Path.Split(' ')[^1], Description, symbols, on => RunAsync(on, fields, pages));
    }

    private async Task RunAsync(ServerCall on, IReadOnlyList<RequestField> fields, Pages<TRequest, TReply> pages)
    {
        var request = new TRequest();
        foreach (var field in fields) field.Read(on.Asked, request);
        var id = CommandIdOf(request);
        await CaseNumbers.ResolveAsync(on, request);
        try
        {
            var reply = await pages.ReadAsync(on, request, Call(on.City));
            if (Print is not null && !on.Say.IsJson) Print(on.Say, reply);
            else on.Say.Message(reply);
        }
        catch (RpcException error) when (id is not null && ExitCode.Of(error.Code) == ExitCode.Unavailable)
        {
            on.Say.Remark($"Whether it was done is not known. To ask again: --command-id {id}");
            throw;
        }
    }

    /// <summary>Makes one where none was given.</summary>
    private static string? CommandIdOf(TRequest request)
    {
        if (request.Descriptor.FindFieldByName(RequestFields.CommandId) is not { } field) return null;
        if (field.Accessor.GetValue(request) is not string { Length: > 0 }) field.Accessor.SetValue(request, GridCityClient.NewCommandId());
        return (string)field.Accessor.GetValue(request);
    }
}
