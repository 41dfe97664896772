namespace GridCity.Cities.Generation;

/// <summary>Divides blocks into neighbouring parts of like size, as administrations do.</summary>
internal static class Division
{
    /// <summary>Cuts across the longer side again and again; parts come from west to east, then from north to south.</summary>
    public static List<List<Block>> Divide(List<Block> blocks, int parts)
    {
        var found = new List<List<Block>>();
        Cut(blocks, parts, found);
        return [.. InReadingOrder(found)];
    }

    /// <summary>Shares a total out by size, at least one each; the largest remainders first, then the first.</summary>
    /// <exception cref="ArgumentException">Less than one each.</exception>
    public static int[] Share(int total, IReadOnlyList<int> sizes)
    {
        if (total < sizes.Count) throw new ArgumentException($"{total} cannot be shared by {sizes.Count}.", nameof(total));
        double all = sizes.Sum();
        var shares = sizes.Select(size => Math.Max(1, (int)(total * size / all))).ToArray();
        var order = Enumerable.Range(0, sizes.Count).OrderByDescending(index => total * sizes[index] / all - shares[index]).ThenBy(index => index).ToList();
        for (var next = 0; shares.Sum() < total; next++) shares[order[next % order.Count]]++;
        for (var next = order.Count - 1; shares.Sum() > total; next = next == 0 ? order.Count - 1 : next - 1)
            if (shares[order[next]] > 1) shares[order[next]]--;
        return shares;
    }

    private static void Cut(List<Block> blocks, int parts, List<List<Block>> found)
    {
        if (parts == 1)
        {
            found.Add(blocks);
            return;
        }
        var wide = blocks.Max(block => block.X) - blocks.Min(block => block.X) > blocks.Max(block => block.Y) - blocks.Min(block => block.Y);
        List<Block> sorted = wide
            ? [.. blocks.OrderBy(block => block.X).ThenByDescending(block => block.Y)]
            : [.. blocks.OrderByDescending(block => block.Y).ThenBy(block => block.X)];
        var size = (int)((long)blocks.Count * (parts / 2) / parts);
        Cut(sorted[..size], parts / 2, found);
        Cut(sorted[size..], parts - parts / 2, found);
    }

    /// <summary>Parts whose middles lie in the same band of latitude go from west to east.</summary>
    private static IEnumerable<List<Block>> InReadingOrder(List<List<Block>> parts)
    {
        var middles = parts.Select(part => (Part: part, X: part.Average(block => block.X), Y: part.Average(block => block.Y))).ToList();
        var (top, bottom) = (middles.Max(middle => middle.Y), middles.Min(middle => middle.Y));
        var band = Math.Max(1, (top - bottom) / Math.Max(1, Math.Round(Math.Sqrt(parts.Count))));
        return middles.OrderBy(middle => (int)((top - middle.Y) / band)).ThenBy(middle => middle.X).Select(middle => middle.Part);
    }
}
