using System.Collections;
using System.Runtime.InteropServices;
using GridCity.Grains;
using GridCity.Runtime.Projections;
using Npgsql;

namespace GridCity.Runtime.Journal.Postgres;

/// <summary>Turns appends into the columns of <see cref="AppendStatement"/>. Reused from batch to batch.</summary>
internal sealed class AppendColumns
{
    private readonly IColumn[] _columns = [.. AppendStatement.Types.Skip(1).SkipLast(AppendStatement.BoundsCount).Select(type => NewColumn(type))];
    // Of ids in kept_in and of days in eaten_in.
    private const int CommandIds = 5, MailDays = 9;

    private int _next;

    /// <summary>Empties the columns and fills them again.</summary>
    public void Fill(IReadOnlyList<GrainAppend> appends)
    {
        foreach (var column in _columns) column.Clear();
        foreach (var append in appends) Add(append);
    }

    /// <summary>Hands the columns to a command whose parameters were made by <see cref="Prepare"/>.</summary>
    public void Bind(NpgsqlParameterCollection parameters, long epoch)
    {
        parameters[0].Value = epoch;
        for (var i = 0; i < _columns.Length; i++) parameters[i + 1].Value = _columns[i].ToArray();
        var bounds = 1 + _columns.Length;
        (parameters[bounds].Value, parameters[bounds + 1].Value) = Bounds<Guid>(CommandIds);
        (parameters[bounds + 2].Value, parameters[bounds + 3].Value) = Bounds<DateOnly>(MailDays);
    }

    public static void Prepare(NpgsqlParameterCollection parameters)
    {
        foreach (var type in AppendStatement.Types) parameters.Add(new NpgsqlParameter { NpgsqlDbType = type });
    }

    /// <summary>A 16-byte digest travels as uuid: fixed width, no header.</summary>
    public static Guid AsUuid(UInt128 digest) => MemoryMarshal.Read<Guid>(MemoryMarshal.AsBytes(new ReadOnlySpan<UInt128>(ref digest)));

    public static UInt128 AsDigest(Guid uuid) => MemoryMarshal.Read<UInt128>(MemoryMarshal.AsBytes(new ReadOnlySpan<Guid>(ref uuid)));

    private void Add(GrainAppend append)
    {
        var grain = append.Grain.ToString();
        _next = 0;
        Put(grain).Put(append.VersionExpected).Put(append.VersionNext);
        Each(append.Commands, 5, (c, k) => c.Put(grain).Put(k.Caller).Put(k.CommandId).Put(AsUuid(k.Digest)).Put(k.Version));
        Each(append.Consumed, 3, (c, m) => c.Put(grain).Put(m.Day).Put(m.Number));
        Each(append.TimersFired, 4, (c, t) => c.Put(grain).Put(t.Name).Put(t.Generation).Put(!IsSet(append, t.Name)));
        AddEvents(append, grain);
        Each(append.Posted, 6, (c, m) => c.Put(grain).Put(m.Id.Day).Put(m.Id.Number).Put(m.Target.ToString()).Put(m.Body.Name).Put(m.Body.Json));
        Each(append.TimersSet, 6, (c, t) => c.Put(grain).Put(t.Key.Name).Put(t.Key.Generation).Put<DateTime?>(t.Due.UtcDateTime).Put(t.Body.Name).Put(t.Body.Json));
        Each(append.TimersCancelled, 2, (c, name) => c.Put(grain).Put(name));
        AddRow(append.Projected.Case, grain, isNew: append.VersionExpected == 0);
        Each(append.Projected.Deltas, 6, (c, d) => c.Put(grain).Put(d.Day).Put(d.Amount).Put(d.Cell).Put(d.Category).Put(d.Measure));
    }

    private (object Min, object Max) Bounds<T>(int column)
        where T : struct
    {
        var values = ((Column<T>)_columns[column]).Values;
        return values.Count == 0 ? (default(T), default(T)) : (values.Min(), values.Max());
    }

    private void AddEvents(GrainAppend append, string grain)
    {
        var version = append.VersionExpected;
        Each(append.Events, 5, (c, e) => c.Put(grain).Put(++version).Put(e.Body.Name).Put(e.Actor).Put(e.Body.Json));
    }

    private void AddRow(CaseRow? row, string grain, bool isNew)
    {
        if (row is null)
        {
            _next += 18;
            return;
        }

        Put(grain).Put(row.Id).Put(row.Version).Put(row.Number).Put(row.Stage).Put(row.Cell).Put(row.Category)
            .Put(row.Department).Put(row.Holder).Put(row.Source).Put(row.Overdue)
            .Put<DateTime?>(row.RegisteredAt.UtcDateTime).Put<DateTime?>(row.StageSince.UtcDateTime)
            .Put(row.DueAt?.UtcDateTime).Put(row.ClosedAt?.UtcDateTime);
        if (isNew) Put(grain).Put(row.Number).Put(row.Id);
        else _next += 3;
    }

    private static bool IsSet(GrainAppend append, string name)
    {
        foreach (var timer in append.TimersSet)
            if (timer.Key.Name == name) return true;
        return false;
    }

    private void Each<T>(System.Collections.Immutable.ImmutableArray<T> items, int width, Action<AppendColumns, T> put)
    {
        var first = _next;
        foreach (var item in items)
        {
            _next = first;
            put(this, item);
        }

        _next = first + width;
    }

    private AppendColumns Put<T>(T value)
    {
        ((Column<T>)_columns[_next++]).Add(value);
        return this;
    }

    private static IColumn NewColumn(NpgsqlTypes.NpgsqlDbType type) => (type & ~NpgsqlTypes.NpgsqlDbType.Array) switch
    {
        NpgsqlTypes.NpgsqlDbType.Text => new Column<string>(),
        NpgsqlTypes.NpgsqlDbType.Bigint => new Column<long>(),
        NpgsqlTypes.NpgsqlDbType.Integer => new Column<int>(),
        NpgsqlTypes.NpgsqlDbType.Uuid => new Column<Guid>(),
        NpgsqlTypes.NpgsqlDbType.Date => new Column<DateOnly>(),
        NpgsqlTypes.NpgsqlDbType.Boolean => new Column<bool>(),
        NpgsqlTypes.NpgsqlDbType.Jsonb => new Column<byte[]>(),
        NpgsqlTypes.NpgsqlDbType.TimestampTz => new Column<DateTime?>(),
        _ => throw new System.Diagnostics.UnreachableException($"No column for {type}."),
    };

    private interface IColumn
    {
        void Clear();

        Array ToArray();
    }

    private sealed class Column<T> : IColumn
    {
        private readonly List<T> _values = [];

        public List<T> Values => _values;

        public void Add(T value) => _values.Add(value);

        public void Clear() => _values.Clear();

        public Array ToArray() => _values.ToArray();
    }
}
