namespace GridCity.Faults.Tests.Checks;

/// <summary>What a checker found, with the first few of each kind in words.</summary>
internal sealed class Verdict
{
    private const int ExamplesMax = 10;

    private readonly List<string> _examples = [];

    public long Lost { get; private set; }

    public long Doubled { get; private set; }

    /// <summary>Neither lost nor doubled, and wrong all the same.</summary>
    public long Wrong { get; private set; }

    public bool IsClean => Lost + Doubled + Wrong == 0;

    public void AddLost(string what)
    {
        Lost++;
        Note("lost: " + what);
    }

    public void AddDoubled(string what)
    {
        Doubled++;
        Note("doubled: " + what);
    }

    public void AddWrong(string what)
    {
        Wrong++;
        Note("wrong: " + what);
    }

    public override string ToString() => $"lost {Lost}, doubled {Doubled}" + (Wrong > 0 ? $", wrong {Wrong}" : "");

    /// <summary>For the message of a failed test.</summary>
    public string Explain() => string.Join('\n', [ToString(), .. _examples]);

    private void Note(string example)
    {
        if (_examples.Count < ExamplesMax) _examples.Add(example);
    }
}
