using GridCity.Protos.Admin.V1;
using GridCity.Protos.Citizen.V1;
using GridCity.Protos.Desk.V1;
using GridCity.Protos.Escort.V1;
using GridCity.Protos.Field.V1;
using GridCity.Protos.Figures.V1;
using GridCity.Protos.Hotline.V1;
using GridCity.Protos.Junction.V1;
using GridCity.Protos.Query.V1;
using GridCity.Protos.Session.V1;
using GridCity.Rpc.Json;
using static GridCity.Rpc.Json.JsonRoute;
using Case = GridCity.Protos.Type.V1.Case;
using ServiceDescriptor = Google.Protobuf.Reflection.ServiceDescriptor;

namespace GridCity.Silo.Edges.Http;

/// <summary>
/// The one table of HTTP/JSON: verb, path, method. A GET reads and shows nothing personal in its path or query, because
/// these end up in logs; everything else is a POST, an act named after the thing that it is done to; what ends the caller's own
/// session is a DELETE, and what puts bytes where their digest says a PUT.
/// </summary>
internal static class HttpRoutes
{
    private static readonly ServiceDescriptor Hotline = HotlineReflection.Descriptor.Services[0];
    private static readonly ServiceDescriptor Intake = IntakeReflection.Descriptor.Services[0];
    private static readonly ServiceDescriptor Desk = DeskReflection.Descriptor.Services[0];
    private static readonly ServiceDescriptor Components = ComponentReflection.Descriptor.Services[0];
    private static readonly ServiceDescriptor Duty = DutyReflection.Descriptor.Services[0];
    private static readonly ServiceDescriptor Field = FieldReflection.Descriptor.Services[0];
    private static readonly ServiceDescriptor Photos = PhotoReflection.Descriptor.Services[0];
    private static readonly ServiceDescriptor Figures = FiguresReflection.Descriptor.Services[0];
    private static readonly ServiceDescriptor Query = QueryReflection.Descriptor.Services[0];
    private static readonly ServiceDescriptor Junctions = JunctionReflection.Descriptor.Services[0];
    private static readonly ServiceDescriptor Admin = AdminReflection.Descriptor.Services[0];
    private static readonly ServiceDescriptor Users = UsersReflection.Descriptor.Services[0];
    private static readonly ServiceDescriptor Citizens = CitizenReflection.Descriptor.Services[0];
    private static readonly ServiceDescriptor Sessions = SessionReflection.Descriptor.Services[0];
    private static readonly ServiceDescriptor Persons = PersonsReflection.Descriptor.Services[0];
    private static readonly ServiceDescriptor Escorts = EscortReflection.Descriptor.Services[0];

    /// <summary>Whose photo it is names a person: it stands in no address.</summary>
    private static readonly FieldHeader CallerPhone = new("X-GridCity-Caller-Phone", "photo.caller_phone");

    public static readonly JsonRoute[] All =
    [
        // Reports come in, and who made them is told how they stand.
        Post("/v1/cases", Hotline, "Register"),
        Post("/v1/recognitions", Hotline, "Recognise"),
        Post("/v1/contest", Hotline, "Contest"),
        Post("/v1/follow", Hotline, "Follow"),
        Get("/v1/lines", Hotline, "ListLines"),
        Post("/v1/calls", Hotline, "StartCall"),
        Post("/v1/intake/prepare", Intake, "Prepare"),
        Post("/v1/intake/places", Intake, "FindPlaces"),
        Post("/v1/cases/{case_id}/transfer", Hotline, "Transfer"),
        Post("/v1/cases/{case_id}/return-visit", Hotline, "ReturnVisit"),

        // Cases are read, listed, watched and found.
        Get("/v1/cases/{case_id}", Desk, "GetCase").Versioned<GetCaseRequest, Case>(VersionOf),
        Get("/v1/case-numbers/{number}", Desk, "GetCase").Versioned<GetCaseRequest, Case>(VersionOf),
        Get("/v1/cases", Desk, "ListQueue"),
        Get("/v1/helped-cases", Desk, "ListHelped"),
        Get("/v1/cases/{case_id}/photos/{photo_id}", Photos, "Get").Whole("content", "media_type"),
        Get("/v1/cases/{case_id}/possible-duplicates", Query, "SuggestDuplicates"),
        Post("/v1/search", Query, "Search"),
        Get("/v1/watch", Query, "Watch").Resumed("cursor", "cursor"),
        Get("/v1/statistics", Desk, "Statistics"),

        // What a cockpit shows.
        Get("/v1/areas", Figures, "ListAreas"),
        Get("/v1/areas/{area}/figures", Figures, "GetFigures"),
        Get("/v1/areas/{area}/parts", Figures, "GetParts"),
        Get("/v1/areas/{area}/history", Figures, "GetHistory"),
        Get("/v1/areas/{area}/figures/watch", Figures, "WatchFigures"),
        Get("/v1/areas/{area}/cases", Figures, "ListBehind"),
        Get("/v1/tiles/{edition}/{zoom}/{column}/{row}", Figures, "GetTile").Whole("content", "media_type").Kept("tag"),

        // Acts on a case.
        Post("/v1/cases/{case_id}/file", Desk, "File"),
        Post("/v1/cases/{case_id}/void", Desk, "Void"),
        Post("/v1/cases/{case_id}/answer", Desk, "Answer"),
        Post("/v1/cases/{case_id}/judge-recognition", Desk, "JudgeRecognition"),
        Post("/v1/cases/{case_id}/want-verify", Desk, "WantVerify"),
        Post("/v1/cases/{case_id}/verify", Field, "Verify"),
        Post("/v1/cases/{case_id}/dispatch", Desk, "Dispatch"),
        Post("/v1/cases/{case_id}/handle", Desk, "Handle"),
        Post("/v1/cases/{case_id}/feedback", Desk, "Feedback"),
        Post("/v1/cases/{case_id}/check", Field, "Check"),
        Post("/v1/cases/{case_id}/close", Desk, "Close"),
        Post("/v1/cases/{case_id}/audit", Desk, "Audit"),
        Post("/v1/cases/{case_id}/merge", Desk, "Merge"),
        Post("/v1/cases/{case_id}/unmerge", Desk, "Unmerge"),
        Post("/v1/cases/{case_id}/join", Desk, "Join"),
        Post("/v1/cases/{case_id}/leave", Desk, "Leave"),
        Post("/v1/cases/{case_id}/return", Desk, "Return"),
        Post("/v1/cases/{case_id}/involve", Desk, "Involve"),
        Post("/v1/cases/{case_id}/contribute", Desk, "Contribute"),
        Post("/v1/cases/{case_id}/dismiss", Desk, "Dismiss"),
        Post("/v1/cases/{case_id}/assign", Desk, "Assign"),
        Post("/v1/cases/{case_id}/unassign", Desk, "Unassign"),
        Post("/v1/cases/{case_id}/confirm", Desk, "Confirm"),
        Post("/v1/cases/{case_id}/ask-extension", Desk, "AskExtension"),
        Post("/v1/cases/{case_id}/review-extension", Desk, "ReviewExtension"),
        Post("/v1/cases/{case_id}/decide-extension", Desk, "DecideExtension"),
        Post("/v1/cases/{case_id}/ask-suspension", Desk, "AskSuspension"),
        Post("/v1/cases/{case_id}/decide-suspension", Desk, "DecideSuspension"),
        Post("/v1/cases/{case_id}/resume", Desk, "Resume"),
        Post("/v1/cases/{case_id}/urge", Desk, "Urge"),
        Post("/v1/cases/{case_id}/supervise", Desk, "Supervise"),
        Post("/v1/cases/{case_id}/end-supervision", Desk, "EndSupervision"),

        // The inspector's own day, and the shift leader's look at it.
        Post("/v1/my/sign-on", Field, "SignOn"),
        Post("/v1/my/sign-off", Field, "SignOff"),
        Get("/v1/my/shift", Field, "MyShift"),
        Get("/v1/my/tasks", Field, "MyTasks"),
        Get("/v1/my/tasks/watch", Field, "WatchTasks").Resumed("cursor", "cursor"),
        Post("/v1/my/positions", Field, "ReportPositions"),
        Post("/v1/my/reports", Field, "Report"),
        Post("/v1/my/self-handled", Field, "SelfHandle"),
        Post("/v1/my/offline", Field, "SendOffline"),
        Get("/v1/my/ground/{duty_grid}", Field, "GetGround"),
        Get("/v1/duty-grids/{duty_grid}", Duty, "GetDutyGrid"),
        Post("/v1/duty-grids/{duty_grid}/appoint", Admin, "AppointInspectors"),
        Get("/v1/inspectors/{inspector}/shift", Duty, "GetShift"),

        // Photos on their way in: named by an act once they are there.
        Get("/v1/photos", Photos, "Find").With(CallerPhone),
        Put("/v1/photos", Photos, "Put").Sent("content").With(CallerPhone),

        // Signalised intersections.
        Get("/v1/junctions", Junctions, "List"),
        Get("/v1/junctions/{junction}", Junctions, "Get"),
        Post("/v1/junctions/{junction}/mode", Junctions, "SetMode"),
        Post("/v1/junctions/{junction}/release-mode", Junctions, "ReleaseMode"),
        Post("/v1/junctions/{junction}/plans", Junctions, "SetPlans"),

        // The city and its silo.
        Get("/v1/version", Admin, "GetVersion"),
        Get("/v1/city", Admin, "GetCity"),
        Get("/v1/backlog", Admin, "GetBacklog"),
        Get("/v1/components", Components, "FindNearest"),
        Get("/v1/components/{code}", Components, "GetComponent"),
        Post("/v1/departments/{department}/establish", Admin, "EstablishDepartment"),

        // Green for emergency vehicles.
        Post("/v1/escorts", Escorts, "Start"),
        Get("/v1/escorts", Escorts, "List"),
        Get("/v1/escorts/{escort_id}", Escorts, "Get"),
        Post("/v1/escorts/{escort_id}/position", Escorts, "Report"),
        Post("/v1/escorts/{escort_id}/stop", Escorts, "Stop"),

        // Who may do what.
        Post("/v1/users", Users, "AddUser"),
        Get("/v1/users", Users, "ListUsers"),
        Get("/v1/users/{id}", Users, "GetUser"),
        Post("/v1/users/{id}/disable", Users, "DisableUser"),
        Post("/v1/users/{user}/posts", Users, "GrantPost"),
        Post("/v1/posts/{post_id}/revoke", Users, "RevokePost"),
        Post("/v1/posts/{post_id}/tokens", Users, "IssueToken"),
        Post("/v1/users/{user}/password", Users, "SetPassword"),
        Post("/v1/users/{user}/second-factor", Users, "EnrolSecondFactor"),
        Post("/v1/users/{user}/end-sessions", Users, "EndSessions"),
        Post("/v1/tokens", Admin, "CreateToken"),
        Post("/v1/tokens/{token_id}/revoke", Admin, "RevokeToken"),

        // Anybody, without an account.
        Get("/v1/public/city", Citizens, "Describe"),
        Post("/v1/public/known", Citizens, "FindKnown"),
        Post("/v1/public/check-text", Citizens, "CheckText"),
        Post("/v1/public/reports", Citizens, "Report"),
        Post("/v1/public/follow", Citizens, "Follow"),
        Post("/v1/public/contest", Citizens, "Contest"),

        // People sign in (docs/web.md).
        Post("/v1/session", Sessions, "Begin"),
        Get("/v1/session", Sessions, "Get"),
        Delete("/v1/session", Sessions, "End"),
        Post("/v1/session/renew", Sessions, "Renew"),
        Post("/v1/session/post", Sessions, "ChoosePost"),
        Post("/v1/session/password", Sessions, "ChangePassword"),

        // What is known of a person.
        Post("/v1/persons/export", Persons, "Export").Whole("json"),
        Post("/v1/persons/erase", Persons, "Erase"),
    ];

    /// <summary>Methods that are left to gRPC, by full name, each with its reason.</summary>
    public static readonly IReadOnlyDictionary<string, string> Without = new Dictionary<string, string>
    {
        ["gridcity.junction.v1.Junctions.Link"] = "It takes a stream in both directions.",
        ["gridcity.junction.v1.Junctions.Watch"] = "It has no cursor to go on from: what is missed is past.",
        ["gridcity.admin.v1.Admin.ApplyCity"] = "It takes a stream; the command line sends it (gridcity city apply).",
    };

    /// <summary>What is read with its sealed fields open is not to be kept by anybody.</summary>
    private static long? VersionOf(GetCaseRequest request, Case reply) => request.OpenSealed ? null : reply.Summary.Version;
}
