using GridCity.Cities.Model;

namespace GridCity.Cities.Generation;

/// <summary>Names that sound like places and people and belong to none.</summary>
internal sealed class PlaceNames(Random random)
{
    private static readonly (string Zh, string En)[] First =
    [
        ("云", "Yun"), ("湖", "Hu"), ("清", "Qing"), ("文", "Wen"), ("金", "Jin"), ("东", "Dong"), ("南", "Nan"), ("西", "Xi"),
        ("北", "Bei"), ("长", "Chang"), ("新", "Xin"), ("大", "Da"), ("古", "Gu"), ("龙", "Long"), ("凤", "Feng"), ("翠", "Cui"),
        ("竹", "Zhu"), ("梅", "Mei"), ("兰", "Lan"), ("桂", "Gui"), ("柳", "Liu"), ("松", "Song"), ("石", "Shi"), ("白", "Bai"),
        ("青", "Qing"), ("红", "Hong"), ("明", "Ming"), ("和", "He"), ("安", "An"), ("福", "Fu"), ("乐", "Le"), ("春", "Chun"),
    ];

    private static readonly (string Zh, string En)[] Second =
    [
        ("山", "shan"), ("桥", "qiao"), ("塘", "tang"), ("溪", "xi"), ("林", "lin"), ("园", "yuan"), ("苑", "yuan"), ("湾", "wan"),
        ("坊", "fang"), ("里", "li"), ("门", "men"), ("亭", "ting"), ("井", "jing"), ("洲", "zhou"), ("浦", "pu"), ("港", "gang"),
        ("渡", "du"), ("田", "tian"), ("岭", "ling"), ("泉", "quan"), ("河", "he"), ("江", "jiang"), ("城", "cheng"), ("庄", "zhuang"),
        ("村", "cun"), ("堤", "di"), ("岸", "an"), ("台", "tai"), ("街", "jie"), ("巷", "xiang"), ("阁", "ge"), ("源", "yuan"),
    ];

    private static readonly (string Zh, string En)[] Surnames =
    [
        ("王", "Wang"), ("李", "Li"), ("张", "Zhang"), ("刘", "Liu"), ("陈", "Chen"), ("杨", "Yang"), ("黄", "Huang"), ("赵", "Zhao"),
        ("吴", "Wu"), ("周", "Zhou"), ("徐", "Xu"), ("孙", "Sun"), ("马", "Ma"), ("朱", "Zhu"), ("胡", "Hu"), ("郭", "Guo"),
    ];

    private static readonly (string Zh, string En)[] Given =
    [
        ("伟", "Wei"), ("芳", "Fang"), ("娜", "Na"), ("敏", "Min"), ("静", "Jing"), ("强", "Qiang"), ("磊", "Lei"), ("洋", "Yang"),
        ("勇", "Yong"), ("艳", "Yan"), ("杰", "Jie"), ("涛", "Tao"), ("超", "Chao"), ("霞", "Xia"), ("平", "Ping"), ("刚", "Gang"),
    ];

    private readonly Dictionary<string, int> _taken = [];

    public LocalText District() => Place("区", "District");

    public LocalText Street() => Place("街道", "Street");

    public LocalText Community() => Place("社区", "Community");

    public LocalText Person()
    {
        var (surname, given) = (Pick(Surnames), Pick(Given));
        return new(surname.Zh + given.Zh, $"{surname.En} {given.En}");
    }

    private LocalText Place(string kindZh, string kindEn)
    {
        var (first, second) = (Pick(First), Pick(Second));
        var times = _taken[first.Zh + second.Zh + kindZh] = _taken.GetValueOrDefault(first.Zh + second.Zh + kindZh) + 1;
        return times == 1
            ? new(first.Zh + second.Zh + kindZh, $"{first.En}{second.En} {kindEn}")
            : new($"{first.Zh}{second.Zh}第{times}{kindZh}", $"{first.En}{second.En} {kindEn} {times}");
    }

    private (string Zh, string En) Pick((string Zh, string En)[] words) => words[random.Next(words.Length)];
}
