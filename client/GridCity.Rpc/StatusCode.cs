namespace GridCity.Rpc;

/// <summary>How a call ended. Names and numbers are those of the gRPC specification ("Status codes").</summary>
public enum StatusCode
{
    /// <summary>Done.</summary>
    OK = 0,

    /// <summary>The caller gave up.</summary>
    Cancelled = 1,

    /// <summary>Something failed and said no more.</summary>
    Unknown = 2,

    /// <summary>The request is malformed, whatever the state of the system.</summary>
    InvalidArgument = 3,

    /// <summary>Time ran out before the end; whether the work was done is unknown.</summary>
    DeadlineExceeded = 4,

    /// <summary>What was asked for is not there.</summary>
    NotFound = 5,

    /// <summary>What was to be made is there already.</summary>
    AlreadyExists = 6,

    /// <summary>The caller is known and may not do this.</summary>
    PermissionDenied = 7,

    /// <summary>A quota, a limit or the capacity is used up.</summary>
    ResourceExhausted = 8,

    /// <summary>Not in this state; asking again without a change of state will not help.</summary>
    FailedPrecondition = 9,

    /// <summary>Lost to another at the same time; ask again from the start.</summary>
    Aborted = 10,

    /// <summary>Past the end of what there is.</summary>
    OutOfRange = 11,

    /// <summary>This server has no such method, or not this form of it.</summary>
    Unimplemented = 12,

    /// <summary>An invariant broke: a bug.</summary>
    Internal = 13,

    /// <summary>Not now; the same call may succeed later.</summary>
    Unavailable = 14,

    /// <summary>Data is lost or damaged.</summary>
    DataLoss = 15,

    /// <summary>The caller did not prove who it is.</summary>
    Unauthenticated = 16,
}
