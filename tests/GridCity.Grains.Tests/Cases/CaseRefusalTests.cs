using GridCity.Grains.Cases;
using static GridCity.Grains.Cases.CaseCommand;
using static GridCity.Grains.Tests.Cases.CaseExamples;
using static GridCity.Grains.Tests.Town;

namespace GridCity.Grains.Tests.Cases;

/// <summary>One row, one "no" that no walk over stages and posts can show.</summary>
public sealed class CaseRefusalTests
{
    private static readonly string TooLong = new('长', SmallCity.Limits.TextLengthMax + 1);

    public static TheoryData<string, string, CaseCommand> Malformed => new()
    {
        { "case/no-report", "report", new Register(null!) },
        { "text/missing", "number", new Register(CoverReport with { Number = " " }) },
        { "text/too-long", "number", new Register(CoverReport with { Number = new string('9', 65) }) },
        { "text/missing", "source", new Register(CoverReport with { Source = "" }) },
        { "text/missing", "category", new Register(CoverReport with { Category = null! }) },
        { "case/unknown-category", "category", new Register(CoverReport with { Category = "9999" }) },
        { "case/not-recognised", "kind", new Register(DroneReport) },
        { "case/not-recognised", "kind", new Recognise(CoverReport, DronePicture) },
        { "case/evidence-count", "evidence", new Recognise(DroneReport, DronePicture with { Evidence = [] }) },
        { "case/no-confidence", "confidencePerMille",
            new Recognise(DroneReport, DronePicture with { ConfidencePerMille = 1_001 }) },
        { "text/missing", "recogniser", new Recognise(DroneReport, DronePicture with { Recogniser = "" }) },
        { "text/missing", "note", new JudgeRecognition(Real: false) },
        { "text/missing", "into", new Merge(new(""), "same") },
        { "text/missing", "reason", new Merge(OtherCase, "") },
        { "text/missing", "parent", new Join(new(null!)) },
        { "text/missing", "text", new Answer("") },
        { "text/missing", "result", new SelfHandle(CoverReport, "") },
        { "text/missing", "note", new Verify(Found: false) },
        { "text/missing", "note", new Audit(Passed: false) },
        { "text/missing", "handler", new Assign("") },
        { "case/unknown-department", "department", new Involve("nobody") },
        { "text/missing", "note", new ReviewExtension(Supported: false) },
        { "text/missing", "note", new DecideExtension(Granted: false) },
        { "text/missing", "note", new DecideSuspension(Granted: false) },
        { "text/missing", "reason", new Contest("") },
        { "case/one-reason", "reason", new Contest() },
        { "case/one-reason", "reason", new Contest("no", Words) },
        { "sealed/not-base64", "sealedReason.cipher", new Contest(SealedReason: new("p", "?")) },
        { "sealed/not-base64", "callerName.cipher", new Register(CoverReport with { CallerName = new("p", "Wei") }) },
        { "text/missing", "cell", new Register(CoverReport with { Cell = "" }) },
        { "text/forbidden-character", "cell", new Register(CoverReport with { Cell = "33\n01" }) },
        { "text/too-long", "address", new Register(CoverReport with { Address = TooLong }) },
        { "text/forbidden-character", "address", new Register(CoverReport with { Address = "road\u0000" }) },
        { "text/forbidden-character", "address", new Register(CoverReport with { Address = "half \ud83d" }) },
        { "text/forbidden-character", "address", new Register(CoverReport with { Address = "\ude00 half" }) },
        { "text/missing", "description.person", new Register(CoverReport with { Description = new("", "AAAA") }) },
        { "text/missing", "description.cipher", new Register(CoverReport with { Description = new("p", "") }) },
        { "sealed/not-base64", "description.cipher",
            new Register(CoverReport with { Description = new("p", "clear text") }) },
        { "text/too-long", "description.cipher",
            new Register(CoverReport with { Description = new("p", new('A', 400)) }) },
        { "sealed/not-base64", "contact.cipher", new Register(CoverReport with { Contact = new("p", "139 0000") }) },
        { "text/missing", "reporter", new Register(CoverReport with { Reporter = "" }) },
        { "text/forbidden-character", "followCode", new Register(CoverReport with { FollowCode = "a\tb" }) },
        { "text/missing", "standard", new CaseCommand.File("") },
        { "text/too-long", "note", new CaseCommand.File("0101-1", TooLong) },
        { "text/missing", "reason", new CaseCommand.Void("\n") },
        { "text/forbidden-character", "reason", new CaseCommand.Void("a\u007fb") },
        { "text/missing", "department", new Dispatch("") },
        { "case/unknown-department", "department", new Dispatch("nobody") },
        { "text/too-long", "note", new Dispatch(Roads, TooLong) },
        { "case/one-result", "result", new Feedback() },
        { "case/one-result", "result", new Feedback("done", Words) },
        { "text/missing", "result", new Feedback(" ") },
        { "sealed/not-base64", "sealedResult.cipher", new Feedback(SealedResult: new("p", "?")) },
        { "text/missing", "note", new Check(Confirmed: false) },
        { "text/too-long", "note", new Check(Confirmed: true, TooLong) },
        { "text/missing", "standard", new Close("") },
        { "text/forbidden-character", "note", new Close("0101-1", "\u009b31m") },
    };

    [Theory, MemberData(nameof(Malformed))]
    public void Malformed_input_names_its_field(string code, string field, CaseCommand command)
    {
        var why = Why(Ask(CaseState.Initial, WhoMay(command), command));

        Assert.Equal((RefusalKind.Invalid, code, field), (why.Kind, why.Code, why.Field));
    }

    [Fact]
    public void Line_feeds_tabs_and_whole_surrogate_pairs_are_kept() =>
        Assert.IsType<Decision<CaseEvent>.Accepted>(
            Ask(CaseState.Initial, Posts.Agent, new Register(CoverReport with { Address = "路口\n\t😀" })));

    private static Refusal Why(Decision<CaseEvent> decision) =>
        Assert.IsType<Decision<CaseEvent>.Refused>(decision).Why;

    private static Actor WhoMay(CaseCommand command) =>
        Posts.All.First(actor => CaseWorkflow.Table.Any(
        rule => rule.Command == command.GetType() && rule.Roles.Contains(actor.Role)));
}
