using System.Text;

namespace GridCity.Runtime.Postgres;

/// <summary>What stands in the private server's configuration files. They are written anew at each start.</summary>
internal static class PostgresSettings
{
    /// <summary>Durability is never traded: these three can be read back, and a bench refuses to run without them.</summary>
    private static readonly Dictionary<string, string> Defaults = new(StringComparer.Ordinal)
    {
        ["fsync"] = "on",
        ["full_page_writes"] = "on",
        ["synchronous_commit"] = "on",
        ["max_connections"] = "100",
        ["shared_buffers"] = "1GB",
        ["effective_cache_size"] = "8GB",
        ["work_mem"] = "16MB",
        ["maintenance_work_mem"] = "256MB",
        ["wal_buffers"] = "16MB",
        ["wal_compression"] = "lz4",
        // Whoever needs a new segment makes it while all others wait: writing its 16 MB of zeros took 55 ms, its length alone
        // none, and a flush into it then 0.24 ms instead of 0.14 until the segment is used again.
        ["wal_init_zero"] = "off",
        ["min_wal_size"] = "1GB",
        ["max_wal_size"] = "4GB",
        ["checkpoint_timeout"] = "10min",
        ["checkpoint_completion_target"] = "0.9",
        // After a crash one call for the whole file system, and not one for each of thousands of files.
        ["recovery_init_sync_method"] = "syncfs",
        ["commit_delay"] = "0",
        ["random_page_cost"] = "1.1",
        ["effective_io_concurrency"] = "200",
        // Both pay for long queries only; here they would take a core from the silo beside the server.
        ["jit"] = "off",
        ["max_parallel_workers_per_gather"] = "0",
        // Mail and timers come and go all the time: little and often keeps their tables small; gently, because whoever
        // waits for the database meanwhile waits for a call for help.
        ["autovacuum_naptime"] = "15s",
        ["autovacuum_vacuum_cost_limit"] = "200",
        ["autovacuum_vacuum_cost_delay"] = "4ms",
        // The big tables only grow, and the statement that fills them does without their statistics.
        ["autovacuum_analyze_scale_factor"] = "1.0",
        ["autovacuum_vacuum_insert_scale_factor"] = "1.0",
        ["default_statistics_target"] = "20",
        ["autovacuum_max_workers"] = "2",
        ["timezone"] = "'UTC'",
        ["log_timezone"] = "'UTC'",
        ["log_line_prefix"] = "'%m [%p] '",
        ["log_checkpoints"] = "off",
        // A statement in the log could hold what a person told us.
        ["log_min_error_statement"] = "panic",
        ["log_parameter_max_length_on_error"] = "0",
        ["password_encryption"] = "scram-sha-256",
    };

    public static string Configuration(int port, string socketFolder, IReadOnlyDictionary<string, string> changes)
    {
        var settings = new SortedDictionary<string, string>(Defaults, StringComparer.Ordinal);
        foreach (var (name, value) in changes) settings[name] = value;
        settings["listen_addresses"] = "'127.0.0.1'";
        settings["port"] = $"{port}";
        settings["unix_socket_directories"] = $"'{socketFolder}'";
        var text = new StringBuilder("# Written by GridCity at each start. Own settings go into local.conf beside this file.\n");
        foreach (var (name, value) in settings) text.Append($"{name} = {value}\n");
        return text.Append("include_if_exists 'local.conf'\n").ToString();
    }

    /// <summary>Everyone needs the password, and nobody comes from another machine.</summary>
    public const string Access =
        """
        # Written by GridCity at each start.
        local all all scram-sha-256
        host all all 127.0.0.1/32 scram-sha-256

        """;
}
