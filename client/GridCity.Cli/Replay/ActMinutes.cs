namespace GridCity.Cli.Replay;

/// <summary>
/// Minutes of the records' time from one act to the next. For a record that says when it was closed they are stretched or
/// squeezed until its last act falls on that moment.
/// </summary>
/// <param name="Other">Of every act that has no figure of its own, such as a request for more time.</param>
internal sealed record ActMinutes(
    double File = 10,
    double Dispatch = 10,
    double Handle = 60,
    double Feedback = 240,
    double Check = 90,
    double Close = 30,
    double Other = 5)
{
    /// <summary>From the report to the end, when nothing goes wrong.</summary>
    public double Whole => File + Dispatch + Handle + Feedback + Check + Close;

    public bool IsSound => new[] { File, Dispatch, Handle, Feedback, Check, Close, Other }.All(minutes => minutes is >= 0 and < 1e6);

    /// <param name="act">Its first word says what it is.</param>
    public double Before(string act) => act.Split(' ')[0] switch
    {
        "file" or "void" => File,
        "dispatch" => Dispatch,
        "handle" => Handle,
        "feedback" => Feedback,
        "check" => Check,
        "close" => Close,
        _ => Other,
    };
}
