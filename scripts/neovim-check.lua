-- Checks the language server in a real Neovim (0.7 or later), set up as docs/other-editors.md says, on a copy of the
-- sample corpus, through the keys and commands of a user:
--
--   npm run build && nvim --headless --clean -S scripts/neovim-check.lua +cquit
--
-- MEIPI_SERVER names another server.js. One line for each check; the exit code is 1 when one failed (+cquit: also when
-- this script itself breaks).

local lsp, api, fn = vim.lsp, vim.api, vim.fn
local root = fn.fnamemodify(debug.getinfo(1, 'S').source:sub(2), ':p:h:h')
local server = vim.env.MEIPI_SERVER or root .. '/dist/server.js'
local PATIENCE = 30000

-- Reporting ---------------------------------------------------------------------------------------------------------

local failed = 0

local function say(line)
  io.stdout:write(line .. '\n')
end

local function check(what, holds, detail)
  if not holds then failed = failed + 1 end
  say((holds and 'ok      ' or 'FAILED  ') .. what)
  if not holds and detail ~= nil then say('        ' .. (type(detail) == 'string' and detail or vim.inspect(detail))) end
end

local function wait_for(what, condition)
  local done = vim.wait(PATIENCE, condition, 20)
  if not done then error('Waited in vain for ' .. what) end
end

-- The corpus: a copy, as texts and sidecars beside them are written ---------------------------------------------------

local corpus = fn.fnamemodify(fn.resolve(fn.tempname()), ':p') .. ' 语料 (1)'
fn.mkdir(corpus, 'p')
for _, file in ipairs(fn.glob(root .. '/seeds/*', false, true)) do
  fn.writefile(fn.readfile(file, 'b'), corpus .. '/' .. fn.fnamemodify(file, ':t'), 'b')
end

local function path_of(name)
  return corpus .. '/' .. name
end

local function contents(name)
  return table.concat(fn.readfile(path_of(name), 'b'), '\n')
end

local function hashes()
  local found = {}
  for _, file in ipairs(fn.glob(fn.escape(corpus, ' ()[]') .. '/*.txt', false, true)) do
    found[fn.fnamemodify(file, ':t')] = fn.sha256(table.concat(fn.readfile(file, 'b'), '\n'))
  end
  return found
end

-- What the editor shows ---------------------------------------------------------------------------------------------

local messages = {}
local show_message = lsp.handlers['window/showMessage']
lsp.handlers['window/showMessage'] = function(err, result, ctx, config)
  table.insert(messages, result.message)
  if result.type > 2 then return result end
  return show_message(err, result, ctx, config)
end

--- Titles offered when an action was last asked for, and the one to choose.
local offered, wanted = {}, nil
vim.ui.select = function(items, options, choose)
  offered = {}
  local chosen
  for _, item in ipairs(items) do
    local title = options.format_item(item)
    table.insert(offered, title)
    if wanted and title:find(wanted, 1, true) and not chosen then chosen = item end
  end
  choose(chosen)
end

--- The command of the documented configuration, on the path.
local bin = fn.fnamemodify(fn.tempname(), ':p')
fn.mkdir(bin, 'p')
fn.writefile({ '#!/bin/sh', ('exec node "%s" "$@"'):format(server) }, bin .. '/meipi-language-server')
fn.setfperm(bin .. '/meipi-language-server', 'rwxr-xr-x')
vim.env.PATH = bin .. ':' .. vim.env.PATH

local documented = table.concat(fn.readfile(root .. '/docs/other-editors.md'), '\n'):match('neovim%-check.-\n```lua\n(.-)\n```')
assert(load(documented, 'docs/other-editors.md'))()

local function client()
  return vim.tbl_filter(function(each) return each.name == 'meipi' end, (lsp.get_clients or lsp.get_active_clients)())[1]
end

local function open(name)
  vim.cmd('edit ' .. fn.fnameescape(path_of(name)))
  wait_for('the client', function() return client() ~= nil and client().server_capabilities ~= nil end)
end

local function press(keys)
  api.nvim_feedkeys(api.nvim_replace_termcodes(keys, true, false, true), 'mx', false)
end

--- Puts the cursor on the first character of a passage; literal, case and line breaks kept.
local function go_to(passage)
  fn.cursor(1, 1)
  return fn.search('\\V\\C' .. fn.escape(passage, '\\'), 'cW') > 0
end

--- Keys that select a passage.
local function selecting(passage)
  go_to(passage)
  return 'v' .. (fn.strchars(passage) > 1 and (fn.strchars(passage) - 1) .. 'l' or '')
end

--- Presses keys that ask for code actions, and chooses one.
local function choose(title, keys)
  wanted, offered = title, {}
  press(keys)
  wait_for('code actions', function() return #offered > 0 end)
end

--- Text of the window that a hover opened.
local function hover_text()
  local before = {}
  for _, window in ipairs(api.nvim_list_wins()) do before[window] = true end
  press('K')
  local text
  vim.wait(10000, function()
    for _, window in ipairs(api.nvim_list_wins()) do
      if not before[window] and api.nvim_win_get_config(window).relative ~= '' then
        text = table.concat(api.nvim_buf_get_lines(api.nvim_win_get_buf(window), 0, -1, false), '\n')
        api.nvim_win_close(window, true)
        return true
      end
    end
    return false
  end, 20)
  return text or ''
end

--- Entries of the list that a request filled: `file: text at the place`.
local function listed(request)
  fn.setqflist({}, 'r')
  fn.setloclist(0, {}, 'r')
  request()
  local items = {}
  wait_for('a list', function()
    items = fn.getqflist()
    if #items == 0 then items = fn.getloclist(0) end
    return #items > 0
  end)
  vim.cmd('cclose | lclose')
  return items
end

--- What stands at an entry of a list, as many bytes as asked for.
local function at_entry(item, bytes)
  local line = fn.bufloaded(item.bufnr) == 1 and api.nvim_buf_get_lines(item.bufnr, item.lnum - 1, item.lnum, false)[1]
    or fn.readfile(fn.bufname(item.bufnr))[item.lnum] or ''
  return line:sub(item.col, item.col + bytes - 1)
end

local function message_with(part)
  return vim.wait(5000, function()
    for _, message in ipairs(messages) do
      if message:find(part, 1, true) then return true end
    end
    return false
  end, 20)
end

-- The checks --------------------------------------------------------------------------------------------------------

local version = vim.version()
say(('Neovim %d.%d.%d, %s'):format(version.major, version.minor, version.patch, server))

local before = hashes()
check('the corpus is copied', vim.tbl_count(before) == #fn.glob(root .. '/seeds/*.txt', false, true) and vim.tbl_count(before) > 0, before)
open('02-magazine-article.txt')

-- Looking up, in Traditional
go_to('新質生產力')
local hover = hover_text()
check('hover on a term (Traditional)', hover:find('新质生产力', 1, true) and hover:lower():find('new quality productive forces', 1, true), hover)
check('links in hovers lead to files', not hover:find('command:', 1, true), hover)
go_to('320萬元')
hover = hover_text()
check('hover on a number', hover:find('3,200,000', 1, true) or hover:find('3\\,200\\,000', 1, true), hover)

go_to('大模型')
local references = listed(function() press('gr') end)
local files, wrong = {}, {}
for _, item in ipairs(references) do
  files[fn.fnamemodify(fn.bufname(item.bufnr), ':t')] = true
end
check('references in several documents', vim.tbl_count(files) > 1, files)

go_to('紀滄浪')
references = listed(function() press('gr') end)
for _, item in ipairs(references) do
  local text = at_entry(item, #'紀滄浪')
  if text ~= '紀滄浪' and text ~= '纪沧浪' then table.insert(wrong, text) end
end
check('references of a person stand at exact places (' .. #references .. ')', #references > 0 and #wrong == 0, wrong)

go_to('紀滄浪')
lsp.buf.document_highlight()
local marks = {}
wait_for('highlights', function()
  marks = api.nvim_buf_get_extmarks(0, api.nvim_get_namespaces()['vim_lsp_references'] or -1, 0, -1, {})
  return #marks > 0
end)
check('document highlight', #marks >= 1, marks)
lsp.buf.clear_references()

local symbols = listed(function() lsp.buf.document_symbol() end)
check('document symbols', #symbols > 0 and symbols[1].text:find('鹿津', 1, true), symbols[1])
for _, query in ipairs({ '新质生产力', '新質生產力', 'xzscl' }) do
  symbols = listed(function() lsp.buf.workspace_symbol(query) end)
  check('workspace symbols: ' .. query, symbols[1] and symbols[1].text:find('新质生产力', 1, true), symbols[1])
end

-- Definition of a person who is named with a surrogate pair
open('04-interview.txt')
go_to('：方𠮷安，')
fn.search('𠮷', 'W')
hover = hover_text()
check('hover behind a character of two code units', hover:find('𠮷', 1, true), hover)
press('gd')
vim.wait(3000, function() return fn.getcurpos()[2] == 1 end, 20)
check('definition stays in the corpus', fn.expand('%:p:h') == fn.fnamemodify(corpus, ':p:h'), fn.expand('%:p'))
vim.cmd('cclose')

-- Annotating a selection
local sidecar = '03-newspaper-feature-tw.txt.annotations.json'
open('03-newspaper-feature-tw.txt')
choose('Annotate with “Framing”', selecting('𠮷豐精機') .. '\\m')
check('the outcome is told', message_with('Framing'), messages)
check('the sidecar has the passage', fn.filereadable(path_of(sidecar)) == 1 and contents(sidecar):find('"exact":"𠮷豐精機"', 1, true), fn.filereadable(path_of(sidecar)) == 1 and contents(sidecar) or 'none')
check('the sidecar has the annotator', contents(sidecar):find('"Your Name"', 1, true))

-- A selection whose last character is a surrogate pair: Neovim counts its end one code unit behind the start of that character
open('04-interview.txt')
choose('Annotate with “Metaphor”', selecting('方𠮷') .. '\\m')
vim.wait(2000, function() return contents('04-interview.txt.annotations.json'):find('"exact":"方', 1, true) ~= nil end, 20)
check('a selection that ends with a surrogate pair', contents('04-interview.txt.annotations.json'):find('"exact":"方𠮷"', 1, true), contents('04-interview.txt.annotations.json'):match('"exact":"方[^"]*"'))

-- Whole lines (V)
open('03-newspaper-feature-tw.txt')
fn.cursor(1, 1)
local title = fn.getline(1)
choose('Annotate without a code', 'V\\m')
vim.wait(2000, function() return contents(sidecar):find(title, 1, true) ~= nil end, 20)
check('selecting a line annotates the line without its end', contents(sidecar):find('"exact":"' .. title .. '"', 1, true), contents(sidecar):match('"exact":"[^"]*"'))

-- Typing before an annotation and inside it
api.nvim_buf_set_lines(0, 0, 0, false, { '新的一行😀', '' })
go_to('精機」')
vim.cmd('normal! i大')
go_to('大精機')
hover = hover_text()
check('an annotation follows the edits of the buffer', hover:find('Framing', 1, true), hover)
go_to('早上6點40分')
check('and is nowhere else', not hover_text():find('Framing', 1, true))
vim.cmd('silent write')
vim.wait(3000, function() return contents(sidecar):find('𠮷豐大精機', 1, true) ~= nil end, 20)
check('saving the buffer saves where annotations moved', contents(sidecar):find('𠮷豐大精機', 1, true), contents(sidecar))
vim.cmd('silent undo 0 | silent write')
wait_for('the sidecar', function() return contents(sidecar):find('"exact":"𠮷豐精機"', 1, true) ~= nil end)

-- Restart
lsp.stop_client(client().id)
wait_for('the end of the server', function() return client() == nil end)
open('03-newspaper-feature-tw.txt')
go_to('𠮷豐精機')
hover = hover_text()
check('after a restart the annotation is there', hover:find('Framing', 1, true) and hover:find('Your Name', 1, true), hover)
local namespace = api.nvim_get_namespaces().meipi
wait_for('underlined passages', function() return #api.nvim_buf_get_extmarks(0, namespace, 0, -1, {}) == 2 end)
go_to('𠮷豐精機')
local extmarks = api.nvim_buf_get_extmarks(0, namespace, { fn.line('.') - 1, 0 }, -1, { details = true })
check('annotated passages are underlined', extmarks[1] and extmarks[1][3] == fn.col('.') - 1 and extmarks[1][4].end_col == fn.col('.') - 1 + #'𠮷豐精機', extmarks)

-- Recode, undo, delete
messages = {}
choose('Add “Problem”', '\\m')
check('an annotation gets another code', message_with('Problem'), offered)
vim.cmd('Meipi undo')
check('undo', message_with('Undone: ') and not contents(sidecar):find('"problem"', 1, true), messages)
choose('Delete the annotation “Framing”', '\\m')
wait_for('the deletion', function() return not contents(sidecar):find('𠮷豐精機"', 1, true) end)
check('delete', not contents(sidecar):find('"exact":"𠮷豐精機"', 1, true))

-- A new code and a memo
vim.ui.input = function(_, answer) answer('在哪里？') end
press(selecting('海屏市南側') .. '<Esc>')
vim.cmd("'<,'>MeipiAnnotate 地名, Actor")
check('annotate with a new code and a memo', message_with('地名, Actor') and contents(sidecar):find('在哪里？', 1, true), messages)
check('the new code is in the code book', contents('codebook.json'):find('地名', 1, true))
press(selecting('海屏市南側') .. '<Esc>')
vim.cmd("'<,'>MeipiAnnotate")
check('annotate without a code', message_with('No code'), messages)

-- Next mention
go_to('蔡允哲')
local first = fn.getcurpos()
press('<F7>')
vim.wait(5000, function() return fn.line('.') ~= first[2] or fn.col('.') ~= first[3] end, 20)
local second = fn.getcurpos()
check('next mention', vim.startswith(fn.getline('.'):sub(fn.col('.')), '蔡') and (second[2] > first[2] or second[3] > first[3]), second)
press('<S-F7>')
vim.wait(5000, function() return fn.line('.') == first[2] and fn.col('.') == first[3] end, 20)
check('previous mention', fn.line('.') == first[2] and fn.col('.') == first[3], fn.getcurpos())

-- What another program writes
local other = contents(sidecar):gsub('在哪里？', '另一个程序'):gsub('"modified":"%d%d%d%d', '"modified":"2999')
fn.writefile(vim.split(other, '\n'), path_of(sidecar), 'b')
vim.cmd('Meipi reindex')
go_to('海屏市南側')
local shown_memo
for _ = 1, 20 do
  shown_memo = hover_text()
  if shown_memo:find('另一个程序', 1, true) then break end
end
check('what another program wrote is there once it is read again', shown_memo:find('另一个程序', 1, true), shown_memo)

-- Diagnostics
vim.cmd('edit ' .. fn.fnameescape(path_of('corpus.json')))
fn.search('"title"')
vim.cmd('silent substitute/"title".*/"title": 12,/ | silent write')
local shown = {}
wait_for('a diagnostic', function()
  shown = vim.diagnostic.get(0)
  return #shown > 0
end)
check('a mistake in corpus.json is shown on its line', shown[1] and shown[1].lnum == 1, shown)
vim.cmd('silent undo | silent write')
wait_for('no diagnostic', function() return #vim.diagnostic.get(0) == 0 end)

check('the texts are as they were', vim.deep_equal(before, hashes()), { before, hashes() })

lsp.stop_client(client().id)
wait_for('the end of the server', function() return client() == nil end)
fn.delete(bin, 'rf')
fn.delete(corpus, 'rf')
say(failed == 0 and 'all well' or failed .. ' failed')
vim.cmd(failed == 0 and 'qall!' or 'cquit')
