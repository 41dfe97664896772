using System.CommandLine;
using Google.Protobuf;
using GridCity.Cli.Commands;

namespace GridCity.Cli.Acts;

/// <summary>Calls whose answers come in pages: one of them, or with <c>--all</c> all of them as one answer.</summary>
internal sealed class Pages<TRequest, TReply>
    where TRequest : class, IMessage<TRequest>, new()
    where TReply : class, IMessage<TReply>
{
    private readonly Option<bool> _all = new("--all") { Description = "All pages, as one answer." };

    private readonly Google.Protobuf.Reflection.FieldDescriptor? _from = new TRequest().Descriptor.FindFieldByName("page_token");

    public IEnumerable<Symbol> Symbols => _from is null ? [] : [_all];

    public async Task<TReply> ReadAsync(ServerCall on, TRequest request, Func<TRequest, CancellationToken, Task<TReply>> call)
    {
        var reply = await call(request, on.Stop);
        if (_from is null) return reply;
        var next = reply.Descriptor.FindFieldByName("next_page_token");
        while (on.Asked.GetValue(_all) && (string)next.Accessor.GetValue(reply) is { Length: > 0 } token)
        {
            _from.Accessor.SetValue(request, token);
            next.Accessor.Clear(reply);
            // Lists are joined, and the token is that of the last page.
            reply.MergeFrom(await call(request, on.Stop));
        }

        if (on.Say.IsJson || next.Accessor.GetValue(reply) is not string { Length: > 0 } more) return reply;
        on.Say.Remark($"More: --page-token {more}, or --all.");
        next.Accessor.Clear(reply);
        return reply;
    }
}
