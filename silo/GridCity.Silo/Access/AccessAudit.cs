using GridCity.Rpc;
using GridCity.Runtime.Privacy;

namespace GridCity.Silo.Access;

/// <summary>
/// Writes denied calls to the audit log, at most so many a second of each user, and of all together who have no token that
/// works: an attacker must not be able to fill the log or to slow the city down by it, nor to hide another's denied calls
/// behind many of the own. What is left out is counted in the next entry.
/// </summary>
internal sealed class AccessAudit(AuditLog audit, TimeProvider time, ILogger log)
{
    public const string DeniedAction = "access.denied";

    private const int EntriesPerSecondMax = 20;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _entries = new(StringComparer.Ordinal);
    private long _second;
    private int _leftOut;

    public void Denied(RpcCall call, Caller? caller, StatusCode code)
    {
        if (!TryTake(caller?.Name ?? "", out var leftOut)) return;
        var entry = AuditEntry.Of(
            caller?.Name ?? call.Peer, DeniedAction, call.Method.Path,
            [("status", code.ToString()), ("left_out", $"{leftOut}"), .. Account(call)]);
        _ = WriteAsync(entry);
    }

    private static (string, string)[] Account(RpcCall call) =>
        call.User is CallSession { Account: { } account } ? [("account", account)] : [];

    private bool TryTake(string name, out int leftOut)
    {
        lock (_lock)
        {
            var second = time.GetTimestamp() / time.TimestampFrequency;
            if (second != _second) _entries.Clear();
            _second = second;
            var isTaken = (_entries[name] = _entries.GetValueOrDefault(name) + 1) <= EntriesPerSecondMax;
            leftOut = _leftOut;
            _leftOut = isTaken ? 0 : _leftOut + 1;
            return isTaken;
        }
    }

    /// <summary>The call is answered already: a log that cannot be written now is reported, and the caller stays denied.</summary>
    private async Task WriteAsync(AuditEntry entry)
    {
        try
        {
            await audit.AppendAsync(entry);
        }
        catch (Exception error)
        {
            log.LogWarning("A denied call could not be audited ({Actor}, {Method}): {Reason}", entry.Actor, entry.Subject, error.Message);
        }
    }
}
