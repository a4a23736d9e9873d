-- read_back.lua - one pandoc for all examples, run as a filter of an empty document.
--
-- The file `list` holds lines NAME FORMAT.  QG_TREE says what is read of each: `source`, NAME.md; `ours`,
-- NAME.docx; `pandoc`, the DOCX that pandoc makes of NAME.md.  The trees go into a file of that name, a line
-- of JSON each; an empty line stands for one that could not be read.

local function read_file(name)
  local file = assert(io.open(name, "rb"))
  local data = file:read("a")
  file:close()
  return data
end

local trees = {}

function trees.source(name, format)
  return pandoc.read(read_file(name .. ".md"), format)
end

function trees.ours(name)
  return pandoc.read(read_file(name .. ".docx"), "docx+styles")
end

function trees.pandoc(name, format)
  return pandoc.read(pandoc.write(trees.source(name, format), "docx"), "docx+styles")
end

function Pandoc(doc)
  local tree = os.getenv("QG_TREE")
  local out = assert(io.open(tree, "w"))
  for line in io.lines("list") do
    local is_good, found = pcall(trees[tree], line:match("(%S+) (%S+)"))
    out:write(is_good and pandoc.write(found, "json") or "", "\n")
  end
  out:close()
  return doc
end
