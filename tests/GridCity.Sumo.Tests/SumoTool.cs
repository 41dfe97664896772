using System.ComponentModel;
using System.Diagnostics;
using GridCity.Testing;

namespace GridCity.Sumo.Tests;

/// <summary>SUMO's programs, where they are installed.</summary>
internal static class SumoTool
{
    /// <summary>Skips the test on a machine without SUMO.</summary>
    public static void Need()
    {
        try
        {
            using var asked = Process.Start(new ProcessStartInfo("sumo", "--version") { RedirectStandardOutput = true })!;
            asked.WaitForExit();
        }
        catch (Win32Exception)
        {
            throw new SkippedException("SUMO is not installed (apt-get install sumo)");
        }
    }
}
