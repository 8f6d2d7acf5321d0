using Aevrion.Pictures.Concepts;

if (args is not [{ Length: > 0 } folder])
{
    await Console.Error.WriteLineAsync("Say where the pictures go: one folder.");
    return 2;
}

foreach (var picture in PictureBook.All)
{
    var file = Path.Combine(folder, picture.FileName);
    await File.WriteAllTextAsync(file, picture.Draw());
    Console.WriteLine(file);
}

return 0;
