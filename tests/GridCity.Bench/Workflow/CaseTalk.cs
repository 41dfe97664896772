namespace GridCity.Bench.Workflow;

/// <summary>What people say: some words in every tenth report, some in few, half in Chinese and half in English.</summary>
internal static class CaseTalk
{
    public static readonly string[] Things =
        ["井盖", "路灯", "垃圾", "护栏", "路面", "水管", "广告牌", "共享单车", "行道树", "消防栓", "电线杆", "交通标志", "施工围挡", "排水沟"];

    public static readonly string[] Troubles = ["破损", "丢失", "不亮", "堆积", "倒伏", "漏水", "占道", "塌陷", "松动", "堵塞", "噪音扰民", "异味严重"];

    public static readonly string[] EnglishThings =
        ["manhole cover", "street light", "garbage", "guard rail", "pavement", "water pipe", "billboard", "shared bike", "tree", "hydrant", "pole", "traffic sign"];

    public static readonly string[] EnglishTroubles =
        ["broken", "missing", "dark", "piled up", "fallen", "leaking", "blocking the way", "sunken", "loose", "blocked", "noisy", "smelly"];

    private static readonly string[] Places = ["小区门口", "学校旁边", "公交站台", "菜市场", "医院后门", "地铁口", "十字路口", "河边步道", "停车场入口"];

    private static readonly string[] Roads =
        ["湖滨", "文一", "解放", "延安", "庆春", "凤起", "体育场", "天目山", "古墩", "丰潭", "教工", "学院", "莫干山", "建国", "中山", "环城"];

    private static readonly string[] Ends = ["东路", "西路", "南路", "北路", "中路", "路", "街", "巷"];

    /// <summary>Two characters that stand for the many names and things that few reports share.</summary>
    private const string Characters = "春夏秋冬梅兰竹菊山川湖海松柏杨柳金银铜铁东西南北红黄蓝绿龙凤虎鹤云雨风雪星月日光和平安康福寿喜乐";

    public static string Address(Random random) =>
        $"{Pick(random, Roads)}{Pick(random, Ends)}{random.Next(1, 900)}号{Pick(random, Places)}";

    public static string Description(Random random) => random.Next(2) == 0
        ? $"{Name(random)}{Pick(random, Places)}{Pick(random, Things)}{Pick(random, Troubles)}，{Name(random)}说已经{random.Next(2, 60)}天了，请尽快处理。"
        : $"The {Pick(random, EnglishThings)} near gate {random.Next(1, 3_000)} is {Pick(random, EnglishTroubles)} for {random.Next(2, 60)} days, please repair it soon.";

    /// <summary>Four characters: about one report in a hundred thousand has the same.</summary>
    public static string Name(Random random) => string.Concat(Enumerable.Range(0, 4).Select(_ => Characters[random.Next(Characters.Length)]));

    public static T Pick<T>(Random random, IReadOnlyList<T> all) => all[random.Next(all.Count)];
}
